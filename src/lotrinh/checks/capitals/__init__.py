"""Capital letters of the frequent cases: Nghị định 30/2020/NĐ-CP, Phụ lục II. One rule a file."""
