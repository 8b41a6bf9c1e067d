import { enumeration } from "../enumeration.js";

export const Basis = enumeration(
  "Basis",
  "Loại chỉ tiêu: what a value of an indicator means, and so what may be computed with it.",
  {
    FLOW: "Phát sinh trong kỳ: happened during the period; may be summed over adjoining periods.",
    DISTINCT:
      "Đếm không trùng: how many different ones there were during the period; never summed over periods, of which several may count the same.",
    STOCK: "Thời điểm: stood so at the period's end; never summed over periods.",
    RATE: "Tỷ lệ: a quotient; never summed, always computed anew.",
    TARGET: "Mục tiêu: what is aimed at.",
  },
);

export const Qualifier = enumeration("Qualifier", "Độ chính xác: how exactly the source states the figure.", {
  EXACT: "Chính xác: stated without reserve.",
  ABOUT: "Khoảng: about.",
  MORE_THAN: "Hơn: more than.",
  NEARLY: "Gần: nearly.",
  ESTIMATED: "Ước: an estimate.",
});

export const ObservationStatus = enumeration(
  "ObservationStatus",
  "Trạng thái số liệu: how final the figure is.",
  {
    ESTIMATE: "Ước thực hiện: estimated for the period.",
    PROVISIONAL: "Sơ bộ: reported before its period had ended.",
    FINAL: "Chính thức: reported after its period had ended.",
    PLAN: "Kế hoạch: planned or aimed at.",
    MISSING: "Không báo cáo: not reported; the value is null, which is not zero.",
  },
);

export const PeriodScheme = enumeration(
  "PeriodScheme",
  "Cách tính kỳ: the calendar by which a period is cut.",
  {
    CALENDAR: "Theo lịch: calendar months and years.",
    STATUTORY:
      "Theo quy định báo cáo: months from the 15th to the 14th, as provincial reporting rules close their data.",
    INSTANT: "Thời điểm: one day, for figures that say how things stood.",
  },
);

export const PeriodKind = enumeration("PeriodKind", "Loại kỳ: the length of a period.", {
  DAY: "Ngày: a day.",
  MONTH: "Tháng: a month.",
  QUARTER: "Quý: a quarter.",
  HALF_YEAR: "Sáu tháng: half a year.",
  NINE_MONTHS: "Chín tháng: nine months from the year's beginning.",
  YEAR: "Năm: a year.",
  RANGE: "Khoảng thời gian: any other span of days.",
});

export const CheckRule = enumeration(
  "CheckRule",
  "Quy tắc kiểm tra: a general rule that a report should keep.",
  {
    PARTS: "Tổng các thành phần: parts that make up a total are summed and held against it.",
    RATE: "Tỷ lệ: a rate is computed from its numerator and denominator, to the precision it is stated in.",
    BALANCE:
      "Cân đối: what was there before, came and went should make what is left; where one of them is not stated, computed is what it must be.",
    SHARES: "Tổng tỷ trọng: shares of all the parts of a total should make 100, within their rounding.",
    STATED_TWICE: "Nêu hai lần: one figure stated more than once should have one value.",
    WITHIN:
      "Không vượt số bao gồm: what is counted among something cannot exceed it, and where there is none of that, there is none of it; computed is the largest.",
    PERIOD:
      "Kỳ số liệu: the figures of a section should be of its report's period; one check for each other period. Lengths are in days.",
    SIGNING:
      "Ngày ký: a report should be signed when its period is over; stated are the days of it until the signing, computed all of them.",
    COUNT:
      "Số đếm: a count is held against the named things that it counts, where the source names them all.",
    IMPLIED_DENOMINATOR:
      "Mẫu số suy ra: rates whose denominator is not reported should allow one common denominator; stated is its least value, computed its greatest.",
    STATUS:
      "Tình trạng: a thing reported as done should not be reported as not done, or planned again, elsewhere.",
    ISSUER: "Cơ quan ban hành: the source should name who issued a document, and the law says who may.",
    NAMES: "Tên gọi: one thing should have one name, and two things two.",
    NUMBERING:
      "Đánh số: sections and tasks should be numbered without a gap; stated is how many there are, computed the highest number.",
  },
);

export const CheckSeverity = enumeration("CheckSeverity", "Mức độ: how bad what a check found is.", {
  ERROR: "Sai: two statements of the source cannot both be right.",
  WARNING: "Cảnh báo: the source is at odds with itself or with a rule, if only slightly or by a slip.",
  REMARK: "Lưu ý: worth knowing to whoever reads on; nothing contradicts anything.",
  NONE: "Không có vấn đề: all is in order, or it could not be computed.",
});

export const Verdict = enumeration("Verdict", "Kết luận: what a check found.", {
  AGREES: "Khớp: the figures agree.",
  DIFFERS: "Khác: not as one would expect, which contradicts nothing, as a figure of another period.",
  DISAGREES: "Không khớp: the figures, or the words, contradict each other.",
  NOT_COMPUTABLE: "Không tính được: something needed is not reported.",
});

export const Origin = enumeration(
  "Origin",
  "Nguồn gốc giá trị: whether a source states a value, or it was computed from what sources state.",
  {
    STATED: "Nêu trong nguồn: a source states it.",
    COMPUTED: "Tính ra: computed from other figures; no source need state it.",
  },
);

export const ComputationKind = enumeration("ComputationKind", "Cách tính: what is computed from figures.", {
  SHARE: "Tỷ trọng: a figure as percent of its total, to two decimals.",
  RATE: "Tỷ lệ: a rate anew from its numerator and denominator.",
  BALANCE: "Cân đối: a term of a balance from all others: opening + in − out = closing.",
  DENOMINATOR: "Mẫu số suy ra: a denominator that is not reported, from what is a stated rate of it.",
});

export const BalanceRole = enumeration(
  "BalanceRole",
  "Vai trò trong cân đối: what a term does in a balance.",
  {
    OPENING: "Đầu kỳ: what was there at first.",
    INFLOW: "Tăng trong kỳ: what came.",
    OUTFLOW: "Giảm trong kỳ: what went.",
    CLOSING: "Cuối kỳ: what is left.",
  },
);

export const ByValue = enumeration(
  "ByValue",
  "Cách nhóm: how rows are grouped by a column.",
  {
    VALUE: "Giá trị: rows of one value, or of none, make a group.",
  },
  "structure",
);

export const DatePart = enumeration(
  "DatePart",
  "Phần của ngày: the span of days by which dates are grouped.",
  {
    DAY: "Ngày: a day.",
    MONTH: "Tháng: a calendar month.",
    QUARTER: "Quý: a calendar quarter.",
    YEAR: "Năm: a calendar year.",
    STATUTORY_MONTH: "Tháng báo cáo: a month of reporting, from the 15th of the month before to the 14th.",
    STATUTORY_QUARTER: "Quý báo cáo: a quarter of reporting; the first is from 15 December to 14 March.",
    STATUTORY_HALF_YEAR: "Sáu tháng báo cáo: half a year of reporting, to 14 June or to 14 December.",
    STATUTORY_NINE_MONTHS:
      "Chín tháng báo cáo: nine months of reporting, from 15 December to 14 September; later days belong to none.",
    STATUTORY_YEAR: "Năm báo cáo: a year of reporting, from 15 December to 14 December.",
  },
  "structure",
);
