#include "reporting/poster_drawing/sheet.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>

#include "reporting/poster_drawing/described_svg.h"
#include "reporting/qr_code.h"
#include "reporting/typesetting/cairo_handles.h"
#include "reporting/typesetting/typesetter.h"

namespace lyhord::reporting {
namespace {

// Points, on A4.
constexpr double page_width = 595.28;
constexpr double page_height = 841.89;
constexpr double margin = 48;
constexpr double inner_width = page_width - 2 * margin;
constexpr double band_height = 14;
constexpr double head_bottom = 104;
constexpr double foot_height = 288;
constexpr double code_side = 190;  // with its quiet zone
constexpr double link_height = 54;
constexpr double gap = 26;
constexpr double scale_min = 0.7;  // below it the smallest words need a step nearer

constexpr Color ink{0.12, 0.14, 0.14};
constexpr Color line_color{0.86, 0.85, 0.80};

Color color_from(const std::string& text) {
    constexpr Color shipped{0.08, 0.345, 0.29};
    constexpr double most = 255;
    unsigned value = 0;
    const bool has_shape = text.size() == 7 && text.front() == '#';
    const auto read =
        std::from_chars(text.data() + (has_shape ? 1 : 0), text.data() + text.size(), value, 16);
    if (!has_shape || read.ec != std::errc()) {
        return shipped;
    }
    return {.red = ((value >> 16U) & 0xFFU) / most,
            .green = ((value >> 8U) & 0xFFU) / most,
            .blue = (value & 0xFFU) / most};
}

struct Reading {
    const std::string& bytes;
    std::size_t at = 0;
};

cairo_status_t take(void* from, unsigned char* bytes, unsigned length) {
    auto& reading = *static_cast<Reading*>(from);
    if (reading.bytes.size() - reading.at < length) {
        return CAIRO_STATUS_READ_ERROR;
    }
    std::memcpy(bytes, reading.bytes.data() + reading.at, length);
    reading.at += length;
    return CAIRO_STATUS_SUCCESS;
}

// The paragraphs of one language, at this scale.
struct Block {
    TypesetText title;
    TypesetText purpose;
    TypesetText facts;
    TypesetText note;

    std::array<const TypesetText*, 4> parts() const { return {&title, &purpose, &facts, &note}; }
};

// Points at scale 1: the fewer languages, the further off it can be read.
struct Sizes {
    double title = 46;
    double purpose = 21;
    double facts = 19;
    double note = 13;
    bool facts_in_line = false;
};

Sizes sizes_for(std::size_t languages) {
    if (languages == 1) {
        return {};
    }
    return languages == 2 ? Sizes{.title = 34, .purpose = 18, .facts = 16, .facts_in_line = true}
                          : Sizes{.title = 25, .purpose = 15.5, .facts = 14, .facts_in_line = true};
}

Block block_of(const PosterText& text, const Sizes& sizes, double scale, Color color) {
    const auto paragraph = [&](std::string words, double size) {
        return TypesetText{.text = std::move(words),
                           .language = text.language,
                           .right_to_left = text.right_to_left,
                           .size = size * scale,
                           .width = inner_width,
                           .color = ink};
    };
    std::string facts;
    for (const std::string& fact : text.facts) {
        facts += facts.empty() ? "" : sizes.facts_in_line ? "  ·  " : "\n";
        facts += fact;
    }
    Block block{.title = paragraph(text.title, sizes.title),
                .purpose = paragraph(text.purpose, sizes.purpose),
                .facts = paragraph(std::move(facts), sizes.facts),
                .note = paragraph(text.note, sizes.note)};
    block.title.bold = true;
    block.title.color = color;
    block.facts.bold = true;
    return block;
}

class Drawing {
public:
    Drawing(const Poster& poster, cairo_t* cairo)
        : poster_(poster),
          cairo_(cairo),
          set_(cairo),
          color_(color_from(poster.color)),
          sizes_(sizes_for(poster.texts.size())) {}

    // An exit status (poster.h).
    int draw(const QrCode& code) const {
        const int no_glyphs = status_of_glyphs();
        const std::optional<double> scale = fitting_scale();
        if (no_glyphs != 0 || !scale || !foot_fits()) {
            return no_glyphs != 0 ? no_glyphs : poster_exit_too_long;
        }
        fill(color_, 0, 0, page_width, band_height);
        cairo_tag_begin(cairo_, "Document", nullptr);
        draw_head();
        draw_texts(*scale);
        draw_foot(code);
        cairo_tag_end(cairo_, "Document");
        return 0;
    }

private:
    static constexpr double text_gap = 10;
    static constexpr double block_gap = 30;
    static constexpr double room = page_height - head_bottom - foot_height - gap;

    // Of the first text that would stand there as boxes.
    int status_of_glyphs() const {
        for (std::size_t i = 0; i < poster_.texts.size(); ++i) {
            const PosterText& text = poster_.texts[i];
            const Block block = block_of(text, sizes_, 1, color_);
            TypesetText scan = block.facts;
            scan.text = text.scan;
            const auto is_whole = [&](const TypesetText* part) { return set_.has_glyphs(*part); };
            if (!std::ranges::all_of(block.parts(), is_whole) || !is_whole(&scan)) {
                return poster_exit_no_font + static_cast<int>(i);
            }
        }
        return 0;
    }

    // As large as fits between head and foot, if it can be read then.
    std::optional<double> fitting_scale() const {
        constexpr double step = 0.97;
        double scale = 1;
        while (height_at(scale) > room && scale > scale_min) {
            scale *= step;
        }
        return height_at(scale) > room ? std::nullopt : std::optional(scale);
    }

    bool foot_fits() const { return height_of(scan_paragraphs()) <= code_side; }

    void fill(Color color, double x, double y, double width, double height) const {
        cairo_set_source_rgb(cairo_, color.red, color.green, color.blue);
        cairo_rectangle(cairo_, x, y, width, height);
        cairo_fill(cairo_);
    }

    bool leads_right_to_left() const { return poster_.texts.front().right_to_left; }

    void draw_head() const {
        constexpr double logo_height = 44;
        constexpr double top = 40;
        double taken = 0;
        const bool is_right = leads_right_to_left();
        if (!poster_.logo.empty()) {
            taken = draw_logo(top, logo_height, is_right);
        }
        TypesetText name{.text = poster_.site,
                         .language = "sv",
                         .right_to_left = is_right,
                         .bold = true,
                         .size = 24,
                         .width = inner_width - taken,
                         .color = color_};
        const double height = set_.measure(name).height;
        set_.draw(name, margin + (is_right ? 0 : taken), top + (logo_height - height) / 2, "P");
    }

    // How much room it takes.
    double draw_logo(double top, double height, bool is_right) const {
        Reading reading{.bytes = poster_.logo};
        const Surface logo(cairo_image_surface_create_from_png_stream(take, &reading));
        if (cairo_surface_status(logo.get()) != CAIRO_STATUS_SUCCESS) {
            return 0;
        }
        const double factor = height / cairo_image_surface_get_height(logo.get());
        const double width = factor * cairo_image_surface_get_width(logo.get());
        cairo_save(cairo_);
        cairo_translate(cairo_, is_right ? page_width - margin - width : margin, top);
        cairo_scale(cairo_, factor, factor);
        cairo_set_source_surface(cairo_, logo.get(), 0, 0);
        cairo_paint(cairo_);
        cairo_restore(cairo_);
        return width + 14;
    }

    double height_at(double scale) const {
        double height = 0;
        for (const PosterText& text : poster_.texts) {
            const Block block = block_of(text, sizes_, scale, color_);
            for (const TypesetText* part : block.parts()) {
                height += part->text.empty() ? 0 : set_.measure(*part).height + text_gap * scale;
            }
            height += block_gap * scale;
        }
        return height - block_gap * scale;
    }

    // What is left between head and foot is shared above and between.
    void draw_texts(double scale) const {
        const double spare =
            std::max(0.0, room - height_at(scale)) / static_cast<double>(poster_.texts.size() + 1);
        double y = head_bottom + std::min(spare, 60.0);
        for (const PosterText& text : poster_.texts) {
            if (&text != &poster_.texts.front()) {
                y += (block_gap * scale + std::min(spare, 40.0)) / 2;
                fill(line_color, margin, y, inner_width, 0.8);
                y += (block_gap * scale + std::min(spare, 40.0)) / 2;
            }
            const Block block = block_of(text, sizes_, scale, color_);
            cairo_tag_begin(cairo_, "Sect", nullptr);
            for (const TypesetText* part : block.parts()) {
                const bool is_title = part == &block.title;
                const double height = set_.draw(*part, margin, y, is_title ? "H1" : "P");
                y += height > 0 ? height + text_gap * scale : 0;
            }
            cairo_tag_end(cairo_, "Sect");
        }
    }

    // The code, how to use it beside it, and below them the link as large as it fits.
    void draw_foot(const QrCode& code) const {
        constexpr double top = page_height - foot_height;
        const bool is_right = leads_right_to_left();
        fill(color_, 0, page_height - band_height, page_width, band_height);
        cairo_tag_begin(cairo_, "Figure", nullptr);
        draw_code(code, is_right, top);
        cairo_tag_end(cairo_, "Figure");
        const std::vector<TypesetText> parts = scan_paragraphs();
        double y = top + std::max(0.0, (code_side - height_of(parts)) / 2);
        for (const TypesetText& part : parts) {
            y += set_.draw(part, is_right ? margin : margin + code_side, y, "P") + text_gap;
        }
        const std::string target = "uri='" + poster_.link + "'";
        cairo_tag_begin(cairo_, CAIRO_TAG_LINK, target.c_str());
        set_.draw(link_paragraph(), margin, page_height - band_height - link_height - 16, "P");
        cairo_tag_end(cairo_, CAIRO_TAG_LINK);
    }

    // Beside the code, and not higher.
    std::vector<TypesetText> scan_paragraphs() const {
        constexpr double smallest = 10;
        std::vector<TypesetText> parts;
        for (const PosterText& text : poster_.texts) {
            parts.push_back({.text = text.scan,
                             .language = text.language,
                             .right_to_left = text.right_to_left,
                             .size = 20,
                             .width = inner_width - code_side,
                             .color = ink});
        }
        while (height_of(parts) > code_side - link_height / 2 && parts.front().size > smallest) {
            for (TypesetText& part : parts) {
                part.size -= 0.5;
            }
        }
        return parts;
    }

    double height_of(const std::vector<TypesetText>& parts) const {
        double height = -text_gap;
        for (const TypesetText& part : parts) {
            height += set_.measure(part).height + text_gap;
        }
        return height;
    }

    // On one line, if that can be read; an address is always written from left to right.
    TypesetText link_paragraph() const {
        constexpr double smallest = 13;
        TypesetText link{.text = poster_.shown_link,
                         .language = "en",
                         .bold = true,
                         .at_right = leads_right_to_left(),
                         .size = 30,
                         .width = page_width * 3,
                         .color = color_};
        while (set_.measure(link).width > inner_width && link.size > smallest) {
            link.size -= 0.5;
        }
        link.width = inner_width;
        return link;
    }

    // Black on white, with the quiet zone of four modules that scanners need.
    // The quiet zone lies in the margin, so that the code is in line with the text.
    void draw_code(const QrCode& code, bool is_right, double y) const {
        constexpr double quiet = 4;
        const double module = code_side / (static_cast<double>(code.width) + 2 * quiet);
        const double zone = quiet * module;
        const double x = is_right ? page_width - margin - code_side + zone : margin - zone;
        fill({1, 1, 1}, x, y, code_side, code_side);
        cairo_set_source_rgb(cairo_, 0, 0, 0);
        for (std::size_t row = 0; row < code.width; ++row) {
            for (std::size_t column = 0; column < code.width; ++column) {
                if (code.dark(column, row)) {
                    cairo_rectangle(cairo_,
                                    x + (quiet + static_cast<double>(column)) * module,
                                    y + (quiet + static_cast<double>(row)) * module,
                                    module,
                                    module);
                }
            }
        }
        cairo_fill(cairo_);
    }

    const Poster& poster_;
    cairo_t* cairo_;
    Typesetter set_;
    Color color_;
    Sizes sizes_;
};

Surface surface_for(const Poster& poster, PosterFormat format, std::string& bytes) {
    if (format == PosterFormat::svg) {
        Surface svg(
            cairo_svg_surface_create_for_stream(append_to_string, &bytes, page_width, page_height));
        cairo_svg_surface_set_document_unit(svg.get(), CAIRO_SVG_UNIT_PT);
        return svg;
    }
    Surface pdf(
        cairo_pdf_surface_create_for_stream(append_to_string, &bytes, page_width, page_height));
    cairo_pdf_surface_set_metadata(
        pdf.get(), CAIRO_PDF_METADATA_TITLE, poster.texts.front().title.c_str());
    cairo_pdf_surface_set_metadata(pdf.get(), CAIRO_PDF_METADATA_AUTHOR, poster.site.c_str());
    return pdf;
}

}  // namespace

std::expected<std::string, int> sheet(const Poster& poster, PosterFormat format) {
    const std::optional<QrCode> code = qr_code(poster.link);
    std::string bytes;
    const Surface surface = surface_for(poster, format, bytes);
    const Cairo cairo(cairo_create(surface.get()));
    if (!code || cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) {
        return std::unexpected(1);
    }
    if (const int failed = Drawing(poster, cairo.get()).draw(*code); failed != 0) {
        return std::unexpected(failed);
    }
    cairo_show_page(cairo.get());
    cairo_surface_finish(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
        return std::unexpected(1);
    }
    return format == PosterFormat::svg ? described_svg(std::move(bytes), poster) : std::move(bytes);
}

}  // namespace lyhord::reporting
