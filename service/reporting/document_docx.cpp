#include "reporting/document_docx.h"

#include <algorithm>
#include <cstdint>

#include "reporting/archive.h"
#include "reporting/chart.h"
#include "reporting/chart_drawing.h"

namespace lyhord::reporting {
namespace {

constexpr std::string_view xml_start =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

constexpr std::string_view content_types =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"png\" ContentType=\"image/png\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

constexpr std::string_view package_relations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/"
    "metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

// Whose pictures, "p1" and so on, come after.
constexpr std::string_view document_relations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/numbering\" Target=\"numbering.xml\"/>";

constexpr std::string_view word_space =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

// Between the margins of A4: in the unit of drawings, 360,000 a centimetre, and in twentieths of a
// point.
constexpr std::int64_t drawing_width = 17L * 360'000;
constexpr int text_width = 9638;

constexpr std::string_view numbering =
    "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
    "<w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:pPr><w:ind w:left=\"567\" "
    "w:hanging=\"283\"/></w:pPr></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

// Sizes are half points.
std::string heading_style(int level, int size) {
    const std::string number = std::to_string(level);
    return "<w:style w:type=\"paragraph\" w:styleId=\"Heading" + number +
           "\"><w:name w:val=\"heading " + number +
           "\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr>"
           "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"" +
           std::to_string(level - 1) + "\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"" +
           std::to_string(size) + "\"/></w:rPr></w:style>";
}

std::string styles() {
    return "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" "
           "w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"22\"/><w:lang w:val=\"sv-SE\"/>"
           "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\"/></w:pPr>"
           "</w:pPrDefault></w:docDefaults>"
           "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
           "w:val=\"Normal\"/><w:qFormat/></w:style>"
           "<w:style w:type=\"paragraph\" w:styleId=\"Caption\"><w:name w:val=\"caption\"/>"
           "<w:basedOn w:val=\"Normal\"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr>"
           "</w:style>" +
           heading_style(1, 36) + heading_style(2, 28) + heading_style(3, 24);
}

struct PngSize {
    std::int64_t width = 0;  // pixels
    std::int64_t height = 0;
};

// Its first chunk has them: two numbers of four bytes, the highest first.
PngSize png_size(std::string_view png) {
    const auto number_at = [png](std::size_t at) {
        std::int64_t number = 0;
        for (const char byte : png.substr(std::min(at, png.size()), 4)) {
            number = number * 256 + static_cast<unsigned char>(byte);
        }
        return number;
    };
    return {.width = number_at(16), .height = number_at(20)};
}

std::string picture_name(std::size_t number) { return "media/p" + std::to_string(number) + ".png"; }

// A picture as wide as the text, so high as its pixels say; `id` is of its relation.
std::string drawing(const std::string& png, std::size_t number, const std::string& description) {
    const PngSize pixels = png_size(png);
    const std::int64_t height =
        pixels.width == 0 ? 0 : drawing_width * pixels.height / pixels.width;
    const std::string size =
        "cx=\"" + std::to_string(drawing_width) + "\" cy=\"" + std::to_string(height) + "\"";
    const std::string id = std::to_string(number);
    const std::string name =
        "id=\"" + id + "\" name=\"p" + id + "\" descr=\"" + xml_text(description) + "\"";
    constexpr std::string_view picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    return "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" "
           "distR=\"0\"><wp:extent " +
           size + "/><wp:docPr " + name + "/><a:graphic><a:graphicData uri=\"" +
           std::string(picture) + "\"><pic:pic><pic:nvPicPr><pic:cNvPr " + name +
           "/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"p" + id +
           "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off "
           "x=\"0\" "
           "y=\"0\"/><a:ext " +
           size +
           "/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
           "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
}

class DocxWriter {
public:
    DocxWriter(const Document& document, const std::vector<std::string>& pictures)
        : document_(document), pictures_(pictures) {}

    std::string body() {
        for (const Block& block : document_.blocks) {
            std::visit([this](const auto& each) { write(each); }, block);
        }
        // A4 with margins of 2 cm, in twentieths of a point.
        return out_ +
               "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" "
               "w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" "
               "w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>";
    }

private:
    static std::string run(const std::string& text, bool bold = false) {
        return std::string("<w:r>") + (bold ? "<w:rPr><w:b/></w:rPr>" : "") +
               "<w:t xml:space=\"preserve\">" + xml_text(text) + "</w:t></w:r>";
    }

    static std::string paragraph(const std::string& properties, const std::string& runs) {
        return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + runs +
               "</w:p>";
    }

    static std::string style(const std::string& id) { return "<w:pStyle w:val=\"" + id + "\"/>"; }

    void write(const Heading& heading) {
        out_ += paragraph(style("Heading" + std::to_string(heading.level)), run(heading.text));
    }

    void write(const Paragraph& each) { out_ += paragraph("", run(each.text)); }

    void write(const BulletList& list) {
        for (const std::string& item : list.items) {
            out_ += paragraph("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
                              run(item));
        }
    }

    void write(const Table& table) {
        const std::vector<int> widths = widths_of(table);
        out_ += paragraph(style("Caption"), run(table.caption)) + table_start(widths);
        add_row(table, table.header, widths, true);
        for (const auto& row : table.rows) {
            add_row(table, row, widths, false);
        }
        out_ += "</w:tbl>" + paragraph("", "");
    }

    // Words have half the width beside a few columns, and figures what is left.
    static std::vector<int> widths_of(const Table& table) {
        const int others = std::max(static_cast<int>(table.header.size()) - 1, 0);
        if (others == 0) {
            return {text_width};
        }
        const int words = others > 4 ? text_width / 4 : text_width / 2;
        std::vector<int> widths(table.header.size(), (text_width - words) / others);
        widths.front() = words;
        return widths;
    }

    static std::string table_start(const std::vector<int>& widths) {
        std::string start = "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>";
        for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
            start += std::string("<w:") + side +
                     " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"767676\"/>";
        }
        start += "</w:tblBorders></w:tblPr><w:tblGrid>";
        for (const int width : widths) {
            start += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
        }
        return start + "</w:tblGrid>";
    }

    static std::string cell_start(int width) {
        return "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) +
               "\" w:type=\"dxa\"/></w:tcPr>";
    }

    // A header is repeated on every page that the table goes on to.
    void add_row(const Table& table,
                 const std::vector<std::string>& cells,
                 const std::vector<int>& widths,
                 bool is_header) {
        out_ += "<w:tr><w:trPr><w:cantSplit/>";
        out_ += is_header ? "<w:tblHeader/></w:trPr>" : "</w:trPr>";
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string side = table.has_figures && i > 0 ? "<w:jc w:val=\"right\"/>" : "";
            out_ += cell_start(widths[i]) +
                    paragraph("<w:spacing w:after=\"40\"/>" + side, run(cells[i], is_header)) +
                    "</w:tc>";
        }
        out_ += "</w:tr>";
    }

    void write(const Picture& picture) {
        const std::string& png = pictures_.at(next_picture_++);
        out_ += paragraph("", drawing(png, next_picture_, picture.description));
    }

    void write(const EmptyBox& box) {
        constexpr int empty_lines = 4;
        out_ += table_start({text_width}) + "<w:tr>" + cell_start(text_width) +
                paragraph("", run(box.label, true));
        for (int i = 0; i < empty_lines; ++i) {
            out_ += paragraph("", "");
        }
        out_ += "</w:tc></w:tr></w:tbl>" + paragraph("", "");
    }

    const Document& document_;
    const std::vector<std::string>& pictures_;
    std::size_t next_picture_ = 0;
    std::string out_;
};

std::string part(std::string_view element, std::string_view content) {
    return std::string(xml_start) + "<w:" + std::string(element) + " " + std::string(word_space) +
           ">" + std::string(content) + "</w:" + std::string(element) + ">";
}

std::string core_properties(const std::string& title) {
    return std::string(xml_start) +
           "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
           "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
           xml_text(title) + "</dc:title><dc:language>sv-SE</dc:language></cp:coreProperties>";
}

}  // namespace

base::Result<std::string> document_docx(const Document& document,
                                        const std::vector<std::string>& pictures) {
    const std::string body = DocxWriter(document, pictures).body();
    std::string relations = std::string(xml_start) + std::string(document_relations);
    for (std::size_t i = 1; i <= pictures.size(); ++i) {
        relations +=
            "<Relationship Id=\"p" + std::to_string(i) +
            "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
            "image\" Target=\"" +
            picture_name(i) + "\"/>";
    }
    std::vector<ArchivedFile> files{
        {.name = "[Content_Types].xml",
         .bytes = std::string(xml_start) + std::string(content_types)},
        {.name = "_rels/.rels", .bytes = std::string(xml_start) + std::string(package_relations)},
        {.name = "docProps/core.xml", .bytes = core_properties(document.title)},
        {.name = "word/_rels/document.xml.rels", .bytes = relations + "</Relationships>"},
        {.name = "word/document.xml", .bytes = part("document", "<w:body>" + body + "</w:body>")},
        {.name = "word/numbering.xml", .bytes = part("numbering", numbering)},
        {.name = "word/styles.xml", .bytes = part("styles", styles())}};
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        files.push_back({.name = "word/" + picture_name(i + 1), .bytes = pictures[i]});
    }
    return make_archive(files);
}

}  // namespace lyhord::reporting
