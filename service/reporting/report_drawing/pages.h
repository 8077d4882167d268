// Owns Pages: where text, tables and charts stand on A4 pages, one below the other.
#pragma once

#include <cairo.h>

#include <string>
#include <vector>

#include "reporting/printing.h"
#include "reporting/report_drawing/chart_picture.h"
#include "reporting/typesetting/typesetter.h"

namespace lyhord::reporting {

// Points.
inline constexpr double page_width = 595.28;
inline constexpr double page_height = 841.89;

class Pages {
public:
    // `all`: how many pages there will be, for their feet.
    Pages(cairo_surface_t* surface, cairo_t* cairo, const PrintJob& job, int all)
        : surface_(surface), cairo_(cairo), job_(job), all_(all), set_(cairo) {}

    // How many there are. Nothing: a chart that cannot be drawn.
    std::optional<int> write(const std::vector<ChartPicture>& charts);

private:
    // Columns of a table that stand beside each other; the first is repeated in each part.
    struct Part {
        std::vector<std::size_t> columns;
        std::vector<double> widths;
    };

    bool write_block(const Heading& heading);
    bool write_block(const Paragraph& paragraph);
    bool write_block(const BulletList& list);
    bool write_block(const Table& table);
    bool write_block(const Picture& picture);
    bool write_block(const EmptyBox& box);

    static std::vector<Part> parts_of(const Table& table);
    void write_part(const Table& table, const Part& part);
    double row_height(const Table& table,
                      const Part& part,
                      const std::vector<std::string>& row) const;
    void draw_row(const Table& table,
                  const Part& part,
                  const std::vector<std::string>& row,
                  bool is_header);
    TypesetText cell(const Table& table,
                     const Part& part,
                     std::size_t at,
                     const std::string& text,
                     bool is_header) const;

    double chart_height() const;  // of the next one, as it is drawn
    static TypesetText text(std::string words, double size, double width);
    void draw(const TypesetText& text, double x, const char* tag, double space_after);
    void line(double y, double thickness) const;
    // A new page, unless so much room is left.
    void need(double height);
    void end_page();

    cairo_surface_t* surface_;
    cairo_t* cairo_;
    const PrintJob& job_;
    int all_;
    Typesetter set_;
    const std::vector<ChartPicture>* charts_ = nullptr;
    std::size_t next_chart_ = 0;
    double kept_with_heading_ = 0;
    int page_ = 1;
    double y_ = 0;
    std::vector<int> outline_;  // the last heading of each level
};

// The whole job as a PDF; empty if it cannot be drawn.
std::string pdf_of(const PrintJob& job, const std::vector<ChartPicture>& charts);

}  // namespace lyhord::reporting
