"""Who gets what at each address, as data: a new address is one row.

A rule says for each column, in the unit where the person has the role, above, below and beside it: `+` opens,
`-` is refused (403), `.` does not exist for them (404). One sign stands for all four places; columns that a rule does
not name are refused, and a stranger finds nothing. Nobody is led to sign in, but by the rule OPEN.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.web.access_world import WHO


def rule(**columns: str) -> dict[str, str]:
    """Return a rule for all columns but nobody's."""
    given = {"stranger": "."} | columns
    return {who: (given.get(who, "-") * 4)[:4] for who in WHO if who != "nobody"}


@dataclass(frozen=True)
class Row:
    """A rule, and what a GET answers where it opens; 405 is an address that takes a POST only."""

    rule: dict[str, str]
    opens: int = 200
    nobody: int = 302
    query: str = ""  # what a page needs after its address to be one


ANYONE = rule(**dict.fromkeys(WHO[:-1], "+"))
# Pages about no one thing: the stranger is a clerk, an officer and an administrator, of another body.
OFFICE = rule(office="+", stranger="+")  # clerks of a whole body
CLERKS = rule(office="+", clerk="+", stranger="+")
STAFFING = rule(office="+", clerk="+", administrator="+", stranger="+")
OVERSEERS = rule(office="+", clerk="+", head="+", viewer="+", stranger="+")
WORKERS = rule(office="+", clerk="+", head="+", viewer="+", officer="+", stranger="+")
JUDGES = rule(office="+", clerk="+", head="+", stranger="+")
OFFICERS = rule(officer="+", stranger="+")
# Things of a unit.
READ_PLANS = rule(office="+", clerk="+-+-", head="+-+-", viewer="+-+-")
MEND_PLANS = rule(office="+", clerk="+-+-")
READ_WORK = rule(office="+", clerk="+.+.", head="+.+.", viewer="+.+.", officer="+...")
RUN_WORK = rule(office="+", clerk="+.+.")
JUDGE_WORK = rule(office="+", clerk="+.+.", head="+.+.")
ACCEPT_WORK = {**JUDGE_WORK, "officer": "-..."}  # or who was named
DO_WORK = rule(officer="+...")
SEE_FILES = {**READ_WORK, "administrator": "...."}
STAFF = rule(office="+", clerk="+.+.", administrator="+")
ACCOUNTS = rule(administrator="+")
FROM_ABOVE = rule(office="+-++", clerk="--+-")
SEEN_UNITS = rule(**dict.fromkeys(("office", "clerk", "head", "viewer", "officer", "administrator"), "+"))
# Things of a body.
BODY = rule(office="+")
OPEN = Row(ANYONE, nobody=200)
TOKEN = Row(ANYONE, 401, nobody=401)  # a session opens nothing there; what a token opens, test_api_access.py says
TOKEN_SENDS = Row(ANYONE, 405, nobody=405)  # the same, and takes a POST only
GONE = Row(dict.fromkeys(ANYONE, "...."), nobody=404)

ROWS: dict[str, Row] = {
    "home": Row(ANYONE, 302),
    "set_language": Row(ANYONE, 302),
    "health": OPEN,
    "sign-in": Row(ANYONE, 302, nobody=200),
    "sign-out": Row(ANYONE, 405, nobody=405),
    "account_login": Row(ANYONE, 302, nobody=200),
    "mfa_authenticate": Row(ANYONE, 302),  # no password yet: back to the sign-in page
    "mfa_login_webauthn": Row(ANYONE, 302),
    "socialaccount_login_cancelled": Row(ANYONE, 302),
    "openid_connect_login": GONE,  # no provider is set
    "openid_connect_callback": GONE,
    "account": Row(ANYONE),
    "mfa_index": Row(ANYONE),
    "mfa_list_webauthn": Row(ANYONE),
    "socialaccount_connections": Row(ANYONE),
    "password-change": Row(ANYONE),
    "identity-unlink": Row(ANYONE, 405),
    "account_reauthenticate": Row(ANYONE),
    "mfa_reauthenticate": Row(ANYONE, 302),  # the password is asked first
    "mfa_reauthenticate_webauthn": Row(ANYONE, 302),
    "mfa_activate_totp": Row(ANYONE, 302),
    "mfa_add_webauthn": Row(ANYONE, 302),
    "mfa_remove_webauthn": Row(ANYONE, 302),
    "mfa_generate_recovery_codes": Row(ANYONE, 302),
    "mfa_deactivate_totp": Row(GONE.rule),  # nobody here has one
    "mfa_view_recovery_codes": Row(GONE.rule),
    "person-list": Row(STAFFING),
    "person": Row(STAFF),
    "role-give": Row(STAFF),
    "role-end": Row(STAFF),
    "deputy-name": Row({**STAFF, "head": "....", "viewer": "....", "officer": "...."}),  # or one's own role
    "invitation-make": Row(STAFFING),
    "invitation-withdraw": Row(STAFF, 405),
    "invitation": OPEN,  # whoever has the secret
    "invitation-by-identity": OPEN,
    "person-leave": Row(ACCOUNTS),
    "person-open": Row(ACCOUNTS),
    "factors-forget": Row(ACCOUNTS, 405),
    "body-sign-in": Row(ACCOUNTS, 405),
    "body-choose": Row(ANYONE),
    "unit-list": Row(ANYONE),
    "unit-add": Row(CLERKS),
    "unit-change": Row(MEND_PLANS),
    "unit-import": Row(OFFICE),
    "unit-export": Row(OFFICE),
    "unit-merge": Row(OFFICE),
    "unit": Row(SEEN_UNITS),
    "unit-rename": Row(MEND_PLANS),
    "unit-move": Row(FROM_ABOVE),
    "unit-split": Row(FROM_ABOVE),
    "unit-split-places": Row(FROM_ABOVE, 302),  # to the unit: no split waits there
    "unit-close": Row(FROM_ABOVE),
    "unit-change-withdraw": Row(MEND_PLANS, 405),
    "group-add": Row(OFFICE),
    "group-change": Row(BODY),
    "document-list": Row(OVERSEERS),
    "document-upload": Row(CLERKS),
    "document": Row(READ_PLANS),
    "rule": Row(ANYONE),
    "document-findings": Row(READ_PLANS, 302),  # to the document: the part alone is for a page that asks
    "findings-again": Row(MEND_PLANS, 405),
    "document-mended": Row(READ_PLANS, 302),  # to the findings: a text has no form to mend
    "document-original": Row(READ_PLANS),
    "document-page": Row(READ_PLANS),
    "document-history": Row(READ_PLANS),
    "document-confirm": Row(MEND_PLANS, 405),
    "reading-again": Row(MEND_PLANS, 405),
    "fact-add": Row(MEND_PLANS),
    "fact-mend": Row(MEND_PLANS),
    "fact-drop": Row(MEND_PLANS, 405),
    "find": Row(ANYONE),
    "waiting": Row(JUDGES),
    "programme-list": Row(WORKERS),
    "programme": Row(READ_WORK),
    "programme-start": Row(MEND_PLANS, 405),
    "matrix": Row(READ_WORK),
    "matrix-excel": Row(READ_WORK),
    "bulk": Row(RUN_WORK, 302),  # nothing is picked: back to the list
    "phrase-link": Row({**BODY, "clerk": "-.-."}, query="?phrase=Hội+quán+Văn+hóa"),  # of the plan
    "stage-change": Row(RUN_WORK),
    "duty-assign": Row(RUN_WORK),
    "duty-place": Row(RUN_WORK),
    "duty-recur": Row(RUN_WORK),
    "assignment": Row(READ_WORK),
    "assignment-change": Row(RUN_WORK),
    "assignment-remove": Row(RUN_WORK, 405),
    "assignment-accept": Row(ACCEPT_WORK),
    "assignment-return": Row(ACCEPT_WORK),
    "assignment-hold": Row(JUDGE_WORK),
    "assignment-resume": Row(JUDGE_WORK),
    "assignment-refuse": Row(DO_WORK),
    "assignment-undo": Row({**JUDGE_WORK, "officer": "+..."}),
    "report": Row(DO_WORK),
    "unit-plan": Row(READ_WORK),
    "step-add": Row(DO_WORK, 405),
    "step-change": Row(DO_WORK),
    "step-move": Row(DO_WORK, 405),
    "plan-attach": Row(DO_WORK, 405),
    "plan-detach": Row(DO_WORK, 405),
    "plan-file": Row(READ_WORK),
    "question-list": Row(WORKERS),
    "question-ask": Row(DO_WORK),
    "question-answer": Row(RUN_WORK),
    "question-withdraw": Row(DO_WORK, 405),
    "my-work": Row(OFFICERS),
    "evidence": Row(SEE_FILES),
    "evidence-thumbnail": Row(SEE_FILES),
    "activity-change": Row(DO_WORK),
    "activity-withdraw": Row(DO_WORK),
    "manifest": OPEN,
    "service-worker": OPEN,
    "offline": OPEN,
    "sending-pass": Row(ANYONE),
    "event-list": Row(OVERSEERS),
    "event-change": Row(BODY),
    "event-merge": Row(BODY, 302),
    "calendar": Row(WORKERS),
    "calendar-week": Row(WORKERS),
    "calendar-feeds": Row(WORKERS),
    "workday-list": Row(WORKERS),
    "workday-add": Row(OFFICE),
    "workday-change": Row(BODY),
    "reminder-list": Row(WORKERS),
    "reminder-read": Row(WORKERS, 405),
    "contact": Row(WORKERS),
    "contact-confirm": OPEN,  # whoever has the link of the letter
    "work-message": Row(READ_WORK),
    "work-short": Row(ANYONE, 302),  # the page that it leads to decides
    "calendar-feed-make": Row(WORKERS, 302),
    "calendar-feed-withdraw": Row(WORKERS, 405),
    "calendar-feed": OPEN,  # whoever has the secret
    "token-list": Row(ANYONE),
    "token-make": Row(ANYONE),
    "token-withdraw": Row({**GONE.rule, "officer": "++++"}, 405),  # one's own only
    "api-openapi": OPEN,
    "api-me": TOKEN,
    "api-units": TOKEN,
    "api-unit": TOKEN,
    "api-documents": TOKEN,
    "api-document": TOKEN,
    "api-document-plan": TOKEN,
    "api-document-facts": TOKEN,
    "api-document-findings": TOKEN,
    "api-document-reading": TOKEN_SENDS,
    "api-programmes": TOKEN,
    "api-programme": TOKEN,
    "api-programme-stages": TOKEN,
    "api-programme-duties": TOKEN,
    "api-programme-matrix": TOKEN,
    "api-duty-assignments": TOKEN_SENDS,
    "api-assignments": TOKEN,
    "api-assignment": TOKEN,
    "api-assignment-activities": TOKEN,
    "api-assignment-step": TOKEN_SENDS,
    "api-events": TOKEN,
    "api-calendar": TOKEN,
    "api-programme-themes": TOKEN,
    "api-programme-channels": TOKEN,
    "api-assignment-acceptors": TOKEN,
    "api-document-confirmation": TOKEN_SENDS,
    "api-document-programme": TOKEN_SENDS,
    "api-assignment-lead": TOKEN_SENDS,
    "api-figures": TOKEN,
    "api-activity": TOKEN,
    "api-activity-withdrawal": TOKEN_SENDS,
    "api-evidence": TOKEN,
    "api-evidence-file": TOKEN,
    "api-evidence-thumbnail": TOKEN,
    "api-event": TOKEN,
    "api-event-preview": TOKEN_SENDS,
    "api-event-dates": TOKEN_SENDS,
    "api-stage": TOKEN,
    "api-stage-preview": TOKEN_SENDS,
    "api-stage-dates": TOKEN_SENDS,
    "api-calendar-ics": TOKEN,
    "api-feeds": TOKEN,
    "api-feed": TOKEN_SENDS,
    "api-workdays": TOKEN,
    "api-day-rules": TOKEN,
    "api-day-rule-look": TOKEN_SENDS,
    "api-day-rule-preview": TOKEN_SENDS,
    "api-day-rule": TOKEN_SENDS,
    "api-day-rule-removal": TOKEN_SENDS,
    "api-reminders": TOKEN,
    "api-reminders-read": TOKEN_SENDS,
    "api-search": TOKEN,
}
