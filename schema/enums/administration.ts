import { enumeration } from "../enumeration.js";

export const AgencyLevel = enumeration("AgencyLevel", "Cấp: the tier of government a body works at.", {
  CENTRAL: "Trung ương: the whole country.",
  REGIONAL: "Khu vực: several provinces.",
  PROVINCE: "Cấp tỉnh: one province.",
  DISTRICT: "Cấp huyện: a district, town or provincial city.",
  COMMUNE: "Cấp xã: a commune, ward or township.",
});

export const AgencyBranch = enumeration(
  "AgencyBranch",
  "Khối: the branch of the political system a body belongs to.",
  {
    PARTY: "Đảng: bodies of the Communist Party.",
    STATE: "Nhà nước: government and administration.",
    ASSEMBLY: "Dân cử: elected assemblies and election committees.",
    MASS_ORGANISATION: "Đoàn thể: fronts, unions and associations.",
  },
);

export const AgencyKind = enumeration("AgencyKind", "Loại cơ quan: what sort of body it is.", {
  MINISTRY: "Bộ: a ministry or a body of its rank.",
  GOVERNMENT: "Chính phủ, ủy ban nhân dân: a government or people's committee.",
  DEPARTMENT: "Sở, cục, vụ: a department.",
  COMMITTEE: "Ban, ủy ban: a committee.",
  CENTRE: "Trung tâm: a centre or service unit.",
  DIVISION: "Phòng: a division or office below a department or district.",
  OFFICE: "Văn phòng: an office that serves another body.",
  STEERING_BOARD: "Ban chỉ đạo: a steering board.",
  TASK_FORCE: "Tổ công tác, đoàn: a task force or team.",
  PERSON: "Chức danh: an office held by one person.",
  ASSOCIATION: "Hội, đoàn thể: an association.",
  OTHER: "Khác: any other body.",
});

export const PlaceLevel = enumeration("PlaceLevel", "Cấp hành chính: the tier of an administrative area.", {
  COUNTRY: "Quốc gia: the country.",
  PROVINCE: "Cấp tỉnh: a province or centrally run city.",
  DISTRICT: "Cấp huyện: a district, town or provincial city.",
  COMMUNE: "Cấp xã: a commune, ward or township.",
});

export const PlaceKind = enumeration("PlaceKind", "Loại địa bàn: what sort of area it is.", {
  COUNTRY: "Quốc gia: the country.",
  REGION: "Vùng: a region of several provinces.",
  PROVINCE: "Tỉnh: a province.",
  CITY: "Thành phố: a city.",
  DISTRICT: "Huyện: a rural district.",
  TOWN: "Thị xã: a district-level town.",
  COMMUNE: "Xã: a rural commune.",
  WARD: "Phường: an urban ward.",
});

export const OperatorSector = enumeration("OperatorSector", "Lĩnh vực: the sector an operator works in.", {
  POST: "Bưu chính: post and delivery.",
  TELECOM: "Viễn thông: telecommunications.",
  POST_AND_TELECOM: "Bưu chính, viễn thông: both.",
});

export const LicenceKind = enumeration("LicenceKind", "Loại giấy phép: what a licence permits.", {
  SPECTRUM: "Tần số vô tuyến điện: use of radio spectrum.",
  GAME_POINT: "Điểm trò chơi điện tử công cộng: a public game point.",
  BTS_SITE: "Trạm BTS: the site of a mobile base station.",
  LAND_USE: "Quyền sử dụng đất: use of land.",
  LOUDSPEAKER: "Truyền thanh: a radio or loudspeaker station.",
  OTHER: "Khác: any other permission.",
});

export const LicenceAction = enumeration("LicenceAction", "Việc cấp phép: what was done about a licence.", {
  GRANTED: "Cấp: granted.",
  CONFIRMED: "Xác nhận: the file was confirmed.",
  EXTENDED: "Gia hạn: extended.",
  APPRAISED: "Thẩm định: appraised for another body's decision.",
  APPROVED: "Chấp thuận: agreed to.",
  GUIDED: "Hướng dẫn: the applicant was guided through the procedure.",
});

export const DocumentType = enumeration("DocumentType", "Loại văn bản: the form of a document.", {
  PROGRAMME: "Chương trình: a programme.",
  RESOLUTION: "Nghị quyết: a resolution.",
  PLAN: "Kế hoạch: a plan.",
  DECISION: "Quyết định: a decision.",
  OFFICIAL_LETTER: "Công văn: an official letter.",
  DIRECTIVE: "Chỉ thị: a directive.",
  DECREE: "Nghị định: a decree.",
  CIRCULAR: "Thông tư: a circular.",
  REPORT: "Báo cáo: a report.",
  PROPOSAL: "Tờ trình: a proposal put to a higher body.",
  SCHEME: "Đề án, phương án: a scheme.",
  NOTICE: "Thông báo: a notice.",
  REGULATION: "Quy định: a regulation.",
  STANDARD: "Quy chuẩn: a technical standard.",
  OTHER: "Khác: any other document.",
});

export const DocumentStatus = enumeration(
  "DocumentStatus",
  "Tình trạng văn bản: how far a document has come.",
  {
    DRAFT: "Dự thảo: being drafted.",
    SUBMITTED: "Đã trình: put to the body that decides.",
    ISSUED: "Đã ban hành: issued.",
    CITED: "Được dẫn: only referred to.",
  },
);

export const DocumentDirection = enumeration(
  "DocumentDirection",
  "Chiều văn bản: which way a document went.",
  {
    ISSUED: "Ban hành: issued by the reporting body.",
    SUBMITTED: "Trình: put by the reporting body to a higher one.",
    RECEIVED: "Đến: received by the reporting body.",
    CITED: "Được dẫn: neither; only referred to.",
  },
);
