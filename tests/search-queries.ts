/** What people look for, and the ids of the things that they mean: all of them should be among the first ten. */
export interface SearchQuery {
  text: string;
  /** Empty where the data has nothing of the kind, and nothing should be found. */
  ids: readonly string[];
}

const of = (text: string, ...ids: string[]): SearchQuery => ({ text, ids });

/** Labelled by hand from the data, before any rule was chosen; every other one is for choosing, the rest for verifying. */
export const SEARCH_QUERIES: readonly SearchQuery[] = [
  // Names as they are.
  of("VNPT Trà Vinh", "operator:vnpt-tra-vinh"),
  of("Cục Viễn thông", "agency:cuc-vien-thong"),
  of("Sức sống đồng bằng", "output:chuong-trinh-vtv9"),
  of("Kho bạc Nhà nước", "agency:kho-bac-nha-nuoc"),
  of("Trung tâm dữ liệu tỉnh", "system:trung-tam-du-lieu"),
  of("Chứng thư số chuyên dùng", "system:chung-thu-so"),
  of("Tỷ lệ giải ngân", "indicator:disbursement-rate"),
  of("Sở Văn hóa, Thể thao và Du lịch", "agency:so-vhttdl-tra-vinh"),
  // Without diacritics.
  of("dich vu cong truc tuyen", "service:muc-do-3", "service:muc-do-4", "indicator:online-service-count"),
  of("so thong tin va truyen thong", "agency:so-tttt-tra-vinh"),
  of("chung thu so", "system:chung-thu-so", "unit:certificate", "certificate:ca-nhan", "certificate:to-chuc"),
  of("buu dien tinh tra vinh", "operator:buu-dien-tra-vinh"),
  of("thu dien tu cong vu", "system:thu-cong-vu", "indicator:mailbox-count"),
  of("mat do thue bao", "indicator:subscriber-density"),
  of("cong dich vu cong quoc gia", "system:cong-dvc-quoc-gia"),
  of("CHU TICH UY BAN NHAN DAN TINH", "agency:chu-tich-ubnd-tinh-tra-vinh"),
  // One typo, a letter too many or too few, two exchanged.
  of("Trà Vnih", "place:tra-vinh"),
  of("mobifon miền Nam", "operator:mobifone-mien-nam"),
  of("Bưu điện tỉnh Trà Vinhh", "operator:buu-dien-tra-vinh"),
  of("Kho bac Nhaf nuoc", "agency:kho-bac-nha-nuoc"),
  of("lỗ hổng Micrsoft", "notice:microsoft", "notice:microsoft-exchange"),
  of("Viettle Trà Vinh", "operator:viettel-tra-vinh"),
  of("solarwnds", "notice:solarwinds", "notice:solarwinds-serv-u"),
  of("hội nghị truyènn hình", "system:hoi-nghi-truyen-hinh"),
  of("Fortiwep", "notice:fortiweb"),
  of("tòan giao thông an", "theme:an-toan-giao-thong"),
  // Abbreviations.
  of("UBND tỉnh", "agency:ubnd-tinh-tra-vinh"),
  of("HĐND các cấp", "agency:hdnd-cac-cap"),
  of("Trung tâm CNTT&TT", "agency:trung-tam-cntt-tt-tra-vinh"),
  of("TTHC", "document:ke-hoach-tthc-muc-do-4", "indicator:procedure-published-count", "balance:ho-so"),
  of("BTTTT", "agency:bo-tttt"),
  of("Cục PTTH & TTĐT", "agency:cuc-ptth-ttdt"),
  of("CSDL dùng chung", "project:csdl-dung-chung"),
  of("CĐS", "theme:chuyen-doi-so", "document:nghi-quyet-chuyen-doi-so"),
  of("sàn TMĐT", "programme:san-tmdt", "task:san-tmdt"),
  of("giám sát ATTT", "system:cloud-mss", "task:giam-sat-attt"),
  of("trạm thu phát sóng di động", "indicator:bts-site-confirmed-count"),
  of("DVC mức độ 4", "service:muc-do-4", "programme:dvc-muc-do-4"),
  // Words from the middle, and words left out between.
  of("kiến trúc chính quyền điện tử", "document:quyet-dinh-kien-truc-cqdt-2-0"),
  of("tần số vô tuyến điện", "agency:trung-tam-tan-so-kv4", "theme:tan-so"),
  of("an ninh mạng", "project:soc", "theme:an-toan-thong-tin"),
  of("lý lịch tư pháp", "system:phieu-ly-lich-tu-phap", "integration:igate-phieu-ly-lich-tu-phap"),
  of("sở thông tin trà vinh", "agency:so-tttt-tra-vinh"),
  of("ban chỉ đạo chính quyền điện tử", "agency:ban-chi-dao-cqdt-tra-vinh"),
  of("phòng chống thiên tai", "theme:phong-chong-thien-tai", "agency:ban-chi-huy-pctt-tra-vinh"),
  of("giá cước bưu chính", "agency:to-dieu-tra-gia-cuoc-tra-vinh", "task:dieu-tra-buu-chinh"),
  of("iOffice", "system:ioffice-ubnd", "system:ioffice-tinh-uy", "system:vnpt-ioffice"),
  of("office", "system:ioffice-ubnd", "system:ioffice-tinh-uy", "system:vnpt-ioffice"),
  // Numbers of documents.
  of("1768/BC-STTTT-VP", "report:tra-vinh-2021-9m", "document:1768-bc-stttt-vp"),
  of("15-CTr/TU", "document:15-ctr-tu"),
  of("45/2020/NĐ-CP", "document:45-2020-nd-cp"),
  of("1159", "document:1159-qd-ttg"),
  of("42/KH-UBND", "document:42-kh-ubnd"),
  of("58 KH UBND", "document:58-kh-ubnd"),
  // English and other words of things: products, topics, causes, what figures state.
  of("Subscribers", "indicator:subscriber-count"),
  of("People's Committee", "agency:ubnd-tinh-tra-vinh"),
  of("data centre", "system:trung-tam-du-lieu"),
  of("private network", "system:mang-tslcd"),
  of("WinRAR", "notice:winrar"),
  of("Nguyễn Văn Chuẩn", "report:tra-vinh-2021-9m"),
  of("ảnh hưởng của dịch bệnh", "evaluation:hop-bao", "evaluation:tap-huan-thong-tin-doi-ngoai"),
  of("tùy tình hình dịch", "task:dieu-tra-buu-chinh"),
  of("143.098 văn bản điện tử", "indicator:e-document-count", "system:vnpt-ioffice"),
  of("27,853 tỷ đồng", "indicator:contract-value", "project:dau-tu-cntt-2021"),
  // What the data has nothing of.
  of("mã độc"),
  of("tàu điện ngầm"),
  of("bệnh viện đa khoa"),
  of("xe buýt"),
  of("thủy sản"),
  of("máy bay"),
  of("học phí"),
  of("ngân hàng"),
  of("giá xăng"),
  of("đất nông nghiệp"),
  of("cấp nước sạch"),
  of("trí tuệ nhân tạo"),
  of("blockchain"),
  of("hộ chiếu"),
  of("thư viện tỉnh"),
  of("bão lũ"),
  of("virus máy tính"),
  of("Huawei"),
  of("Cà Mau"),
  of("2766/BTTTT-KHTC"),
];
