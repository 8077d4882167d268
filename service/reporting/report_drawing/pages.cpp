#include "reporting/report_drawing/pages.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "reporting/typesetting/cairo_handles.h"

namespace lyhord::reporting {
namespace {

constexpr double margin = 57;  // 2 cm
constexpr double inner_width = page_width - 2 * margin;
constexpr double page_bottom = page_height - margin;
constexpr double foot_y = page_height - 40;
constexpr double body_size = 10.5;
constexpr double table_size = 9;
constexpr double foot_size = 8;
constexpr double cell_room = 6;  // between columns, and above and below a row's words
constexpr double gap = 7;
constexpr double box_height = 84;
// Of what comes after a heading, so that it does not stand alone at the foot of a page.
constexpr double beginning = 90;

constexpr Color ink{.red = 0.1, .green = 0.1, .blue = 0.1};
constexpr Color quiet{.red = 0.35, .green = 0.35, .blue = 0.35};

// A heading's words by level, in points; the last for all deeper ones.
constexpr std::array<double, 3> heading_sizes{20, 15, 12};

std::string with_numbers(std::string text, int page, int all) {
    for (const auto& [mark, number] : {std::pair{"{n}", page}, {"{all}", all}}) {
        if (const std::size_t at = text.find(mark); at != std::string::npos) {
            text.replace(at, std::string_view(mark).size(), std::to_string(number));
        }
    }
    return text;
}

}  // namespace

TypesetText Pages::text(std::string words, double size, double width) {
    return {.text = std::move(words), .language = "sv", .size = size, .width = width, .color = ink};
}

std::optional<int> Pages::write(const std::vector<ChartPicture>& charts) {
    charts_ = &charts;
    y_ = margin;
    // Without it Cairo does not say that the file is tagged.
    cairo_tag_begin(cairo_, "Document", nullptr);
    const std::vector<Block>& blocks = job_.document.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const bool before_chart =
            i + 1 < blocks.size() && std::holds_alternative<Picture>(blocks[i + 1]);
        kept_with_heading_ = before_chart ? chart_height() : beginning;
        if (!std::visit([this](const auto& each) { return write_block(each); }, blocks[i])) {
            return std::nullopt;
        }
    }
    cairo_tag_end(cairo_, "Document");
    end_page();
    return page_ - 1;
}

void Pages::need(double height) {
    if (y_ + height > page_bottom && y_ > margin) {
        end_page();
    }
}

// What stands at its foot is told by no tag: it belongs to the page, not to the text.
void Pages::end_page() {
    TypesetText title = text(job_.document.title, foot_size, inner_width * 0.75);
    TypesetText number =
        text(with_numbers(job_.facts.page, page_, all_), foot_size, inner_width * 0.25);
    title.color = quiet;
    number.color = quiet;
    number.at_right = true;
    set_.draw(title, margin, foot_y, nullptr);
    set_.draw(number, margin + inner_width * 0.75, foot_y, nullptr);
    cairo_show_page(cairo_);
    ++page_;
    y_ = margin;
}

void Pages::draw(const TypesetText& text, double x, const char* tag, double space_after) {
    y_ += set_.draw(text, x, y_, tag) + space_after;
}

void Pages::line(double y, double thickness) const {
    cairo_set_source_rgb(cairo_, quiet.red, quiet.green, quiet.blue);
    cairo_set_line_width(cairo_, thickness);
    cairo_move_to(cairo_, margin, y);
    cairo_line_to(cairo_, margin + inner_width, y);
    cairo_stroke(cairo_);
}

bool Pages::write_block(const Heading& heading) {
    const auto level = static_cast<std::size_t>(std::clamp(heading.level, 1, 3));
    TypesetText words = text(heading.text, heading_sizes[level - 1], inner_width);
    words.bold = true;
    if (y_ > margin) {
        y_ += gap * 2;
    }
    need(set_.measure(words).height + kept_with_heading_);
    outline_.resize(std::min(outline_.size(), level - 1), CAIRO_PDF_OUTLINE_ROOT);
    const int parent = outline_.empty() ? CAIRO_PDF_OUTLINE_ROOT : outline_.back();
    const std::string place = fmt::format("page={} pos=[{:.1f} {:.1f}]", page_, margin, y_);
    outline_.resize(level - 1, parent);
    outline_.push_back(cairo_pdf_surface_add_outline(
        surface_,
        parent,
        heading.text.c_str(),
        place.c_str(),
        level < 3 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t{}));
    draw(words, margin, ("H" + std::to_string(level)).c_str(), gap);
    return true;
}

bool Pages::write_block(const Paragraph& paragraph) {
    const TypesetText words = text(paragraph.text, body_size, inner_width);
    need(set_.measure(words).height);
    draw(words, margin, "P", gap);
    return true;
}

bool Pages::write_block(const BulletList& list) {
    constexpr double indent = 14;
    cairo_tag_begin(cairo_, "L", nullptr);
    for (const std::string& item : list.items) {
        const TypesetText words = text(item, body_size, inner_width - indent);
        need(set_.measure(words).height);
        cairo_tag_begin(cairo_, "LI", nullptr);
        set_.draw(text("•", body_size, indent), margin, y_, "Lbl");
        draw(words, margin + indent, "LBody", gap / 2);
        cairo_tag_end(cairo_, "LI");
    }
    cairo_tag_end(cairo_, "L");
    y_ += gap / 2;
    return true;
}

// The first column has words; so many others beside it as are still read.
std::vector<Pages::Part> Pages::parts_of(const Table& table) {
    constexpr double narrowest = 72;
    const std::size_t others = table.header.size() - 1;
    if (others == 0 || !table.has_figures) {
        Part all;
        for (std::size_t i = 0; i <= others; ++i) {
            all.columns.push_back(i);
            all.widths.push_back(inner_width / static_cast<double>(others + 1));
        }
        return {all};
    }
    const double first = others <= 3 ? inner_width * 0.55 : inner_width * 0.3;
    const auto beside = static_cast<std::size_t>((inner_width - first) / narrowest);
    const std::size_t parts = (others + beside - 1) / beside;
    std::vector<Part> all;
    for (std::size_t part = 0; part < parts; ++part) {
        const std::size_t from = 1 + part * others / parts;
        const std::size_t to = 1 + (part + 1) * others / parts;
        Part& each = all.emplace_back();
        each.columns.push_back(0);
        each.widths.push_back(first);
        for (std::size_t column = from; column < to; ++column) {
            each.columns.push_back(column);
            each.widths.push_back((inner_width - first) / static_cast<double>(to - from));
        }
    }
    return all;
}

TypesetText Pages::cell(const Table& table,
                        const Part& part,
                        std::size_t at,
                        const std::string& words,
                        bool is_header) const {
    TypesetText each = text(words, table_size, part.widths[at] - cell_room);
    each.bold = is_header;
    each.at_right = table.has_figures && at > 0;
    return each;
}

double Pages::row_height(const Table& table,
                         const Part& part,
                         const std::vector<std::string>& row) const {
    double height = 0;
    for (std::size_t i = 0; i < part.columns.size(); ++i) {
        // Bold words are the longer ones.
        height =
            std::max(height, set_.measure(cell(table, part, i, row[part.columns[i]], true)).height);
    }
    return height + cell_room;
}

void Pages::draw_row(const Table& table,
                     const Part& part,
                     const std::vector<std::string>& row,
                     bool is_header) {
    const double height = row_height(table, part, row);
    cairo_tag_begin(cairo_, "TR", nullptr);
    double x = margin;
    for (std::size_t i = 0; i < part.columns.size(); ++i) {
        const bool is_name = is_header || i == 0;
        set_.draw(cell(table, part, i, row[part.columns[i]], is_header),
                  x,
                  y_ + cell_room / 2,
                  is_name ? "TH" : "TD");
        x += part.widths[i];
    }
    cairo_tag_end(cairo_, "TR");
    y_ += height;
    line(y_, is_header ? 1 : 0.3);
}

// The header is repeated on each page that the table goes on to, without a tag: it is told once.
void Pages::write_part(const Table& table, const Part& part) {
    const double head = row_height(table, part, table.header);
    cairo_tag_begin(cairo_, "Table", nullptr);
    draw_row(table, part, table.header, true);
    for (const auto& row : table.rows) {
        const int page = page_;
        need(row_height(table, part, row));
        if (page_ != page) {
            double x = margin;
            for (std::size_t i = 0; i < part.columns.size(); ++i) {
                set_.draw(cell(table, part, i, table.header[part.columns[i]], true),
                          x,
                          y_ + cell_room / 2,
                          nullptr);
                x += part.widths[i];
            }
            y_ += head;
            line(y_, 1);
        }
        draw_row(table, part, row, false);
    }
    cairo_tag_end(cairo_, "Table");
    y_ += gap * 1.5;
}

bool Pages::write_block(const Table& table) {
    if (table.header.empty()) {
        return true;
    }
    TypesetText caption = text(table.caption, body_size, inner_width);
    caption.bold = true;
    for (const Part& part : parts_of(table)) {
        const double rows = table.rows.empty() ? 0 : row_height(table, part, table.rows.front());
        need(set_.measure(caption).height + row_height(table, part, table.header) + rows);
        draw(caption, margin, "Caption", gap / 2);
        write_part(table, part);
    }
    return true;
}

// One that is longer than a page is made smaller.
double Pages::chart_height() const {
    return std::min((*charts_)[next_chart_].height_at(inner_width), page_bottom - margin);
}

bool Pages::write_block(const Picture& /*picture*/) {
    const double height = chart_height();
    const ChartPicture& chart = (*charts_)[next_chart_++];
    const double width = inner_width * height / chart.height_at(inner_width);
    need(height);
    cairo_tag_begin(cairo_, "Figure", nullptr);
    const bool is_drawn = chart.draw(cairo_, margin, y_, width);
    cairo_tag_end(cairo_, "Figure");
    y_ += height + gap;
    return is_drawn;
}

bool Pages::write_block(const EmptyBox& box) {
    TypesetText label = text(box.label, body_size, inner_width - 2 * gap);
    label.bold = true;
    const double height = box_height + set_.measure(label).height;
    need(height);
    cairo_set_source_rgb(cairo_, quiet.red, quiet.green, quiet.blue);
    cairo_set_line_width(cairo_, 0.7);
    cairo_rectangle(cairo_, margin, y_, inner_width, height);
    cairo_stroke(cairo_);
    set_.draw(label, margin + gap, y_ + gap, "P");
    y_ += height + gap * 1.5;
    return true;
}

std::string pdf_of(const PrintJob& job, const std::vector<ChartPicture>& charts) {
    std::string bytes;
    int all = 0;
    // Twice: how many pages there are is known at the end.
    for (int pass = 0; pass < 2; ++pass) {
        bytes.clear();
        const Surface surface(
            cairo_pdf_surface_create_for_stream(append_to_string, &bytes, page_width, page_height));
        const auto tell = [&](cairo_pdf_metadata_t fact, const std::string& value) {
            cairo_pdf_surface_set_metadata(surface.get(), fact, value.c_str());
        };
        tell(CAIRO_PDF_METADATA_TITLE, job.document.title);
        tell(CAIRO_PDF_METADATA_AUTHOR, job.facts.author);
        // Without one, the file would have the time of its making.
        const std::string day = job.facts.day.empty() ? "1970-01-01" : job.facts.day;
        tell(CAIRO_PDF_METADATA_CREATE_DATE, day + "T00:00:00Z");
        tell(CAIRO_PDF_METADATA_MOD_DATE, day + "T00:00:00Z");
        const Cairo cairo(cairo_create(surface.get()));
        const auto pages = Pages(surface.get(), cairo.get(), job, all).write(charts);
        cairo_surface_finish(surface.get());
        if (!pages || cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS ||
            cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) {
            return {};
        }
        all = *pages;
    }
    return bytes;
}

}  // namespace lyhord::reporting
