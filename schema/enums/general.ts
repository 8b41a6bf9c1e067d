import { enumeration } from "../enumeration.js";

export const SortDirection = enumeration(
  "SortDirection",
  "Chiều sắp xếp: the direction of an order; nulls stand last.",
  {
    ASC: "Tăng dần: smallest, earliest or first in the Vietnamese alphabet first.",
    DESC: "Giảm dần: largest, latest or last in the Vietnamese alphabet first.",
  },
  "structure",
);

export const Language = enumeration("Language", "Ngôn ngữ: a language.", {
  VI: "Tiếng Việt: Vietnamese.",
  EN: "Tiếng Anh: English.",
  KM: "Tiếng Khmer: Khmer.",
});

export const Locale = enumeration(
  "Locale",
  "Ngôn ngữ hiển thị: the language that a text is written in for people.",
  {
    VI: "Tiếng Việt: Vietnamese; 1.858,5.",
    EN: "Tiếng Anh: English; 1,858.5.",
  },
);

/** The kinds of thing; each value in lower case is the prefix of that kind's ids. */
export const ThingKind = enumeration(
  "ThingKind",
  "Loại đối tượng: a kind of thing; its ids begin with it in lower case.",
  {
    ABBREVIATION: "Từ viết tắt: an abbreviation.",
    ACTIVITY: "Hoạt động: an activity.",
    AGENCY: "Cơ quan: an agency.",
    BALANCE: "Cân đối: a balance.",
    CERTIFICATE: "Chứng thư số: a class of digital certificates.",
    DIMENSION: "Phân tổ: a dimension.",
    DOCUMENT: "Văn bản: a document.",
    EVALUATION: "Đánh giá: a point of evaluation.",
    EVENT: "Sự kiện: an event.",
    INCIDENT: "Sự cố: a security incident.",
    INDICATOR: "Chỉ tiêu: an indicator.",
    INSPECTION: "Thanh tra, kiểm tra: an inspection.",
    INTEGRATION: "Kết nối: an integration.",
    ITEM: "Khoản cân đối: a term of a balance.",
    LICENCE: "Giấy phép: a licence.",
    MEMBER: "Thành phần phân tổ: a member of a dimension.",
    NAME: "Tên gọi khác: another name in a source.",
    NOTICE: "Cảnh báo lỗ hổng: a vulnerability notice.",
    OPERATOR: "Doanh nghiệp: a post or telecom operator.",
    OUTLET: "Kênh truyền thông: a media outlet.",
    OUTPUT: "Sản phẩm truyền thông: a media output.",
    PACKAGE: "Gói thầu: a bid package.",
    PERIOD: "Kỳ: a period.",
    PERSONNEL: "Việc cán bộ: a personnel action.",
    PLACE: "Địa bàn: a place.",
    PROGRAMME: "Chương trình: a programme, scheme or master plan.",
    PROJECT: "Dự án: a project.",
    RECEPTION: "Tiếp công dân: a reception of citizens.",
    RECIPIENT: "Nơi nhận: a recipient.",
    REPORT: "Báo cáo: a report.",
    SANCTION: "Xử phạt: a sanction.",
    SECTION: "Mục: a section.",
    SERVICE: "Dịch vụ công: an online public service.",
    SYSTEM: "Hệ thống: an infrastructure system.",
    TASK: "Nhiệm vụ: a planned task.",
    THEME: "Chuyên đề: a theme.",
    TOPIC: "Chủ đề: a topic.",
    TRAINING: "Đào tạo: a training course.",
    UNIT: "Đơn vị tính: a unit.",
  },
);

export const LinkRole = enumeration(
  "LinkRole",
  "Vai trò liên kết: how the first thing of a link stands to the second.",
  {
    AMENDS: "Sửa đổi: it amends the other document.",
    IMPLEMENTS: "Triển khai: it carries the other document out.",
    BASED_ON: "Căn cứ: the other document is its legal basis.",
    REPLIES_TO: "Phúc đáp: it answers the other document.",
    ADDRESSED_TO: "Gửi: it was sent to the other.",
    CONCERNS: "Liên quan: it is about the other.",
    PARTNERS_WITH: "Phối hợp: it was done together with the other.",
    PRODUCES: "Tạo ra: the other came out of it.",
    CONTRADICTS: "Mâu thuẫn: it says otherwise than the source says of the other.",
    DRAFT_OF: "Dự thảo: it is the draft that the other document was issued from.",
    SERVES: "Phục vụ: it is done for the other, a programme.",
    ON_THEME: "Thuộc chuyên đề: it belongs to the other, a theme.",
  },
);
