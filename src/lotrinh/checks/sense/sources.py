"""What the rules of sense hold a document against: the sources that several of them name."""

ITSELF = "Văn bản tự đối chiếu với chính nó"
NUMBERING = (
    "Văn bản tự đối chiếu với chính nó (bố cục theo Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nội dung văn bản)"
)
CALENDAR = "Dương lịch"
SPELLING = "Chính tả tiếng Việt"
