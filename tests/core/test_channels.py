"""Each kind of channel is found once, where it is first named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.plans.channels import find_channel_kinds


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        pytest.param("Tổ chức hội nghị, sinh hoạt chi bộ", ["meeting"], id="meetings"),
        pytest.param("tuyên truyền miệng", ["oral"], id="oral"),
        pytest.param("Bản tin nội bộ; sách, tờ gấp", ["newsletter", "print"], id="printed"),
        pytest.param("trên Trang thông tin điện tử, chuyên mục", ["website"], id="website"),
        pytest.param("các phương tiện thông tin đại chúng", ["press"], id="press"),
        pytest.param("phát thanh, truyền hình tỉnh", ["broadcast"], id="broadcast"),
        pytest.param("đài truyền thanh cơ sở, loa lưu động", ["loudspeaker"], id="loudspeaker"),
        pytest.param("treo pa nô, áp phích, băng rôn", ["display"], id="display"),
        pytest.param("trang mạng xã hội của phường", ["social"], id="social"),
        pytest.param("hoạt động văn hóa - văn nghệ", ["culture"], id="culture"),
        pytest.param("triển lãm ảnh", ["exhibition"], id="exhibition"),
        pytest.param("phát động phong trào thi đua", ["emulation"], id="emulation"),
        pytest.param("cuộc thi trực tuyến", ["contest"], id="contest"),
        pytest.param("lớp tập huấn kỹ năng số", ["training"], id="training"),
        pytest.param("lấy ý kiến Nhân dân", ["consultation"], id="consultation"),
        pytest.param("treo băng rôn; họp tại hội nghị; treo băng rôn", ["display", "meeting"], id="in order, once"),
    ],
)
def test_finds(words: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in find_channel_kinds(words, 0, len(words))] == kinds


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("chính sách, danh sách, ngân sách, quyết sách", id="other words with sách"),
        pytest.param("tin về các phong trào thi đua", id="a topic, not a channel"),
    ],
)
def test_ignores(words: str) -> None:
    assert find_channel_kinds(words, 0, len(words)) == []


@given(st.text(max_size=200))
def test_spans_lie_inside_and_kinds_are_not_repeated(text: str) -> None:
    found = find_channel_kinds(text, 0, len(text))
    assert len({kind for kind, _ in found}) == len(found)
    assert all(0 <= span.start < span.end <= len(text) for _, span in found)
