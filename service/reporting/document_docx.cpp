#include "reporting/document_docx.h"

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

constexpr std::string_view document_relations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/numbering\" Target=\"numbering.xml\"/></Relationships>";

constexpr std::string_view word_space =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

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

class DocxWriter {
public:
    DocxWriter(const Document& document, const ReportWords& words)
        : document_(document), words_(words) {}

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
        out_ += paragraph(style("Caption"), run(table.caption)) + table_start(table.header.size());
        add_row(table.header, true);
        for (const auto& row : table.rows) {
            add_row(row, false);
        }
        out_ += "</w:tbl>" + paragraph("", "");
    }

    static std::string table_start(std::size_t columns) {
        std::string start = "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>";
        for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
            start += std::string("<w:") + side +
                     " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"767676\"/>";
        }
        start += "</w:tblBorders></w:tblPr><w:tblGrid>";
        for (std::size_t i = 0; i < columns; ++i) {
            start += "<w:gridCol/>";
        }
        return start + "</w:tblGrid>";
    }

    // A header is repeated on every page that the table goes on to.
    void add_row(const std::vector<std::string>& cells, bool is_header) {
        out_ += "<w:tr><w:trPr><w:cantSplit/>";
        out_ += is_header ? "<w:tblHeader/></w:trPr>" : "</w:trPr>";
        for (const std::string& cell : cells) {
            out_ += "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>" +
                    paragraph("<w:spacing w:after=\"40\"/>", run(cell, is_header)) + "</w:tc>";
        }
        out_ += "</w:tr>";
    }

    void write(const Picture& picture) {
        out_ += paragraph("", run(words_.text("picture", {{"file", picture.file}})));
    }

    void write(const EmptyBox& box) {
        constexpr int empty_lines = 4;
        out_ += table_start(1) + "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>" +
                paragraph("", run(box.label, true));
        for (int i = 0; i < empty_lines; ++i) {
            out_ += paragraph("", "");
        }
        out_ += "</w:tc></w:tr></w:tbl>" + paragraph("", "");
    }

    const Document& document_;
    const ReportWords& words_;
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

base::Result<std::string> document_docx(const Document& document, const ReportWords& words) {
    const std::string body = DocxWriter(document, words).body();
    return make_archive(
        {{.name = "[Content_Types].xml",
          .bytes = std::string(xml_start) + std::string(content_types)},
         {.name = "_rels/.rels", .bytes = std::string(xml_start) + std::string(package_relations)},
         {.name = "docProps/core.xml", .bytes = core_properties(document.title)},
         {.name = "word/_rels/document.xml.rels",
          .bytes = std::string(xml_start) + std::string(document_relations)},
         {.name = "word/document.xml", .bytes = part("document", "<w:body>" + body + "</w:body>")},
         {.name = "word/numbering.xml", .bytes = part("numbering", numbering)},
         {.name = "word/styles.xml", .bytes = part("styles", styles())}});
}

}  // namespace lyhord::reporting
