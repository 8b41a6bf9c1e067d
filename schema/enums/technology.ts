import { enumeration } from "../enumeration.js";

export const SystemCategory = enumeration("SystemCategory", "Loại hệ thống: what sort of system it is.", {
  APPLICATION: "Ứng dụng: an application.",
  DATABASE: "Cơ sở dữ liệu: a database.",
  NETWORK: "Mạng: a network.",
  PLATFORM: "Nền tảng: a platform that others build on.",
  FACILITY: "Hạ tầng: a physical facility such as a data centre.",
  SERVICE: "Dịch vụ: a service.",
  PORTAL: "Cổng, trang thông tin: a portal or site.",
});

export const IntegrationStatus = enumeration(
  "IntegrationStatus",
  "Tình trạng kết nối: how far an integration has come.",
  {
    PLANNED: "Dự kiến: planned.",
    COMPLETED: "Hoàn thành: in use.",
  },
);

export const Severity = enumeration(
  "Severity",
  "Mức độ nghiêm trọng: how severe a weakness or an incident is.",
  {
    LOW: "Thấp: low.",
    MEDIUM: "Trung bình: medium.",
    HIGH: "Cao: high.",
    HIGH_AND_CRITICAL: "Cao và nghiêm trọng: several weaknesses of both degrees, counted together.",
    CRITICAL: "Nghiêm trọng: critical.",
  },
);

export const NoticeAction = enumeration("NoticeAction", "Cách xử lý: what was done about a vulnerability.", {
  GUIDED: "Hướng dẫn: bodies were guided to find and mend it.",
  WARNED: "Cảnh báo: a warning was given.",
  FIXED: "Khắc phục: it was mended.",
  REQUESTED: "Đề nghị: bodies were asked to check and mend.",
});

export const IncidentStatus = enumeration(
  "IncidentStatus",
  "Tình trạng sự cố: how far an incident has been handled.",
  {
    OPEN: "Đang xử lý: being handled.",
    RESOLVED: "Đã xử lý: resolved.",
  },
);

export const OutletKind = enumeration("OutletKind", "Loại kênh: what sort of outlet it is.", {
  PORTAL: "Cổng thông tin: a portal.",
  MEMBER_SITE: "Trang thành phần: a member site of a portal.",
  TELEVISION: "Truyền hình: a television channel.",
  RADIO: "Phát thanh, truyền thanh: a radio or loudspeaker station.",
  PRODUCER: "Đơn vị sản xuất: a producer of programmes.",
  SOCIAL_NETWORK: "Mạng xã hội: a social network.",
  PRESS: "Báo chí: newspapers and press bodies.",
});

export const OutputKind = enumeration("OutputKind", "Loại sản phẩm: what sort of media output it is.", {
  NEWS: "Tin, bài: news items and articles.",
  DOCUMENT: "Văn bản: published documents.",
  BANNER: "Băng rôn, khẩu hiệu: banners and slogans.",
  BILLBOARD: "Pano: billboards.",
  HANDBOOK: "Sổ tay: handbooks.",
  TV_PROGRAMME: "Chương trình truyền hình: television programmes.",
  RADIO_PROGRAMME: "Chương trình phát thanh: radio programmes.",
  PUBLICATION: "Ấn phẩm: other publications.",
  OTHER: "Khác: any other output.",
});

export const ServiceLevel = enumeration(
  "ServiceLevel",
  "Mức độ dịch vụ công: how far a public service can be used online.",
  {
    LEVEL_1_2: "Mức độ 1, 2: information and forms only.",
    LEVEL_3: "Mức độ 3: dossiers can be sent online.",
    LEVEL_4: "Mức độ 4: dossiers and payment online, result delivered.",
  },
);

export const CertificateSubject = enumeration(
  "CertificateSubject",
  "Chủ thể chứng thư: who holds a certificate.",
  {
    ORGANISATION: "Tổ chức: an organisation.",
    INDIVIDUAL: "Cá nhân: a person.",
  },
);

export const CertificateMedium = enumeration(
  "CertificateMedium",
  "Thiết bị lưu khóa: where a certificate's key is kept.",
  {
    USB: "USB: a USB token.",
    SIM_PKI: "SIM PKI: a telephone SIM.",
  },
);
