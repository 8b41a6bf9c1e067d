import { enumeration } from "../enumeration.js";

export const WorkStatus = enumeration("WorkStatus", "Tình trạng: how far a piece of work has come.", {
  PLANNED: "Dự kiến: planned.",
  ONGOING: "Đang thực hiện: under way.",
  DONE: "Đã thực hiện: done.",
  NOT_DONE: "Chưa thực hiện: not carried out.",
});

export const Polarity = enumeration(
  "Polarity",
  "Chiều đánh giá: whether a point of evaluation is good or bad.",
  {
    STRENGTH: "Thuận lợi, ưu điểm: a strength.",
    LIMITATION: "Hạn chế, khó khăn: a limitation.",
  },
);

export const ProjectKind = enumeration(
  "ProjectKind",
  "Loại dự án: a single project, or several financed together.",
  {
    PROGRAMME: "Nhóm dự án: several projects financed and reported together.",
    PROJECT: "Dự án: one project.",
  },
);

export const InspectionKind = enumeration("InspectionKind", "Hình thức: the form of an inspection.", {
  INSPECTION: "Thanh tra: an inspection.",
  CHECK: "Kiểm tra: a check.",
});

export const SanctionKind = enumeration("SanctionKind", "Hình thức xử lý: the form of a sanction.", {
  FINE: "Phạt tiền: a fine.",
  DECISION: "Quyết định xử phạt: a sanction decision.",
  OTHER: "Khác: any other sanction.",
});

export const ReceptionKind = enumeration(
  "ReceptionKind",
  "Hình thức tiếp công dân: how citizens were received or heard.",
  {
    SCHEDULED: "Định kỳ: on the scheduled day.",
    REGULAR: "Thường xuyên: on any working day.",
    ELECTION: "Phục vụ bầu cử: for an election.",
    DIALOGUE: "Đối thoại: a dialogue about a complaint.",
    PETITION: "Đơn thư: complaints, denunciations, petitions.",
  },
);

export const PersonnelActionKind = enumeration(
  "PersonnelActionKind",
  "Việc tổ chức cán bộ: what was done about staff.",
  {
    EARLY_RAISE: "Nâng lương trước hạn: a pay step given early.",
    REGULAR_RAISE: "Nâng lương thường xuyên: a regular pay step.",
    TRANSFER: "Thuyên chuyển: a transfer.",
    CONVERSION: "Xét chuyển: public employees made civil servants.",
    APPOINTMENT: "Bổ nhiệm: an appointment.",
    PLANNING: "Quy hoạch: planning of posts.",
    COMMENDATION: "Khen thưởng: a commendation.",
    ASSET_DECLARATION: "Kê khai tài sản: declarations of assets and income.",
    OTHER: "Khác: any other matter of staff.",
  },
);

export const EventKind = enumeration("EventKind", "Loại sự kiện: what sort of event it was.", {
  MEETING: "Cuộc họp: a meeting.",
  CONFERENCE: "Hội nghị: a conference.",
  CEREMONY: "Lễ: a ceremony.",
  ELECTION: "Bầu cử: an election.",
  HOLIDAY: "Ngày lễ, Tết: a holiday.",
  CAMPAIGN: "Đợt vận động: a campaign.",
  OTHER: "Khác: any other event.",
});

export const EventMode = enumeration("EventMode", "Hình thức họp: how an event was held.", {
  ONLINE: "Trực tuyến: online.",
  IN_PERSON: "Trực tiếp: in person.",
});

export const ProgrammeKind = enumeration("ProgrammeKind", "Loại chương trình: the form of a programme.", {
  TARGET_PROGRAMME: "Chương trình mục tiêu: a programme with targets and funds of its own.",
  PROGRAMME: "Chương trình: any other programme.",
  SCHEME: "Đề án: a scheme.",
  MASTER_PLAN: "Quy hoạch: a master plan.",
  PLAN: "Kế hoạch: a plan that more than one body or document carries out.",
});

export const ProgrammeLevel = enumeration(
  "ProgrammeLevel",
  "Cấp chương trình: the tier that a programme belongs to.",
  {
    NATIONAL: "Quốc gia: the whole country.",
    MINISTRY: "Bộ, ngành: one ministry.",
    PROVINCE: "Cấp tỉnh: one province.",
    DISTRICT: "Cấp huyện: one district.",
  },
);
