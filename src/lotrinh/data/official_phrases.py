"""Phrases of official documents, written down for this project, by which marks misread in a scan are put right.

Only pairs of syllables that follow each other here are mended, and only where they differ from the picture's reading by
marks alone; every mended word counts in `source.repairs` and the pages are named in a problem.
"""

from __future__ import annotations

PHRASES = """
kế hoạch|quyết định|báo cáo|tờ trình|chỉ thị|thông báo|nghị quyết|hướng dẫn|kết luận|chương trình|nghị định|thông tư|quy định|quy chế|đề án
mục đích|yêu cầu|mục tiêu|nội dung|nhiệm vụ|giải pháp|tổ chức thực hiện|kinh phí|thời gian|địa điểm|thành phần|tiến độ|lộ trình|giai đoạn
ủy ban nhân dân|hội đồng nhân dân|sở y tế|sở tư pháp|sở nội vụ|sở tài chính|sở xây dựng|sở công thương|sở giáo dục và đào tạo|bộ y tế
bộ giáo dục và đào tạo|bộ tài chính|bộ nội vụ|bộ công thương|chính phủ|thủ tướng chính phủ|quốc hội|văn phòng|thanh tra|công an|ban giám đốc
giám đốc|phó giám đốc|chủ tịch|phó chủ tịch|bí thư|trưởng phòng|thủ trưởng|lãnh đạo|cán bộ|công chức|viên chức|người lao động|nhân dân
đơn vị trực thuộc|các đơn vị|các phòng|cơ quan|địa phương|trực thuộc|phối hợp|chủ trì|tham mưu|chịu trách nhiệm|có trách nhiệm|triển khai
thực hiện|tổ chức|xây dựng|ban hành|kiểm tra|giám sát|đánh giá|đôn đốc|theo dõi|tổng hợp|rà soát|hoàn thành|tăng cường|đẩy mạnh|nâng cao
chất lượng|hiệu quả|quản lý|quản lý nhà nước|pháp luật|văn bản|thủ tục hành chính|cải cách hành chính|công tác|hoạt động|lĩnh vực|nhu cầu
tuyên truyền|phổ biến|giáo dục|đào tạo|bồi dưỡng|tập huấn|hội nghị|cuộc họp|sinh hoạt|phong trào|thi đua|khen thưởng|kỷ luật|xử lý|vi phạm
bình đẳng giới|bạo lực|phòng chống|phòng, chống|trẻ em|phụ nữ|gia đình|xã hội|kinh tế|văn hóa|giáo dục|y tế|sức khỏe|bệnh viện|khám bệnh
chữa bệnh|người bệnh|thuốc|trang thiết bị|cơ sở|điều kiện|tiêu chuẩn|tiêu chí|chỉ tiêu|số liệu|thông tin|dữ liệu|điện tử|cổng thông tin
căn cứ|theo đề nghị|xét đề nghị|cụ thể|như sau|kèm theo|trên đây|đề nghị|nghiêm túc|kịp thời|đầy đủ|đúng quy định|theo quy định|bảo đảm
đảm bảo|khó khăn|vướng mắc|kiến nghị|đề xuất|giải quyết|phản ánh|liên hệ|nơi nhận|như trên|để báo cáo|để thực hiện|lưu văn thư
cộng hòa xã hội chủ nghĩa việt nam|độc lập|tự do|hạnh phúc|thành phố hồ chí minh|kính gửi|về việc|của bộ|của sở|trong quá trình|sửa đổi
bổ sung|hệ thống|cần thiết|phân công|phân bổ|phân tích|tài liệu|tài chính|ngân sách|nhà nước|hợp đồng|đấu thầu|cung ứng|vật tư|hóa chất
khảo sát|sự hài lòng|hài lòng|người dân|dịch vụ|dịch vụ công|thẩm định|cấp giấy phép|giấy phép|chứng chỉ|hành nghề|đăng ký|hồ sơ|kết quả
công bố danh mục|quy trình nội bộ|phạm vi|chức năng|quyền hạn|cơ cấu tổ chức|vận chuyển|nguy hiểm|phát triển|nông thôn|nông nghiệp|đoàn thể
thành phố|thị xã|hiệu trưởng|viện trưởng|vụ trưởng|cục trưởng|bộ trưởng|chánh văn phòng|trình độ|cao đẳng|đại học|hướng dẫn tổ chức|quyết định này
hiệu lực thi hành|chịu trách nhiệm thi hành|kể từ ngày ký|cấp lại|cấp giấy|dự thảo|bãi bỏ|thay thế|hiện hành|đầu mối|đầu tư|dự án|công trình
khoa học và công nghệ|học sinh|sinh viên|giáo viên|môi trường|tài nguyên|giao thông vận tải|lao động thương binh|bảo hiểm|chính sách|hộ nghèo
tỉnh ủy|thành ủy|huyện ủy|đảng ủy|ban thường vụ|thường trực|mặt trận tổ quốc|liên đoàn lao động|công đoàn|đoàn thanh niên|hội nông dân|cựu chiến binh
quảng ngãi|quảng nam|quảng ninh|quảng bình|quảng trị|kiên giang|an giang|hậu giang|tiền giang|hà giang|bắc giang|lào cai|yên bái|sơn la|lai châu
điện biên|hòa bình|phú thọ|thái nguyên|bắc kạn|cao bằng|lạng sơn|tuyên quang|bắc ninh|hải phòng|hải dương|hưng yên|thái bình|nam định|ninh bình
hà nam|thanh hóa|nghệ an|hà tĩnh|thừa thiên huế|đà nẵng|bình định|phú yên|khánh hòa|ninh thuận|bình thuận|kon tum|gia lai|đắk lắk|đắk nông
lâm đồng|bình phước|bình dương|đồng nai|tây ninh|bà rịa|vũng tàu|long an|đồng tháp|bến tre|trà vinh|vĩnh long|cần thơ|sóc trăng|bạc liêu|cà mau
"""
