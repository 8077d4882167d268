// Owns Typesetter: texts in any language on a Cairo surface, by Pango.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

namespace lyhord::reporting {

struct Color {
    double red = 0;
    double green = 0;
    double blue = 0;
};

struct TypesetText {
    std::string text;
    std::string language;  // a tag; Pango chooses fonts by it
    bool right_to_left = false;
    bool bold = false;
    bool at_right = false;  // as what is written from right to left is anyway
    double size = 12;       // points
    double width = 0;       // points; lines are broken there
    Color color = {};
};

struct Extent {
    double width = 0;  // of the longest line
    double height = 0;
};

class Typesetter {
public:
    explicit Typesetter(cairo_t* cairo) : cairo_(cairo) {}

    Extent measure(const TypesetText& text) const;
    // Whether the fonts here have all its letters.
    bool has_glyphs(const TypesetText& text) const;
    // Its height. `tag`: of a tagged PDF, "H1" or "P"; null: none, it is told elsewhere.
    double draw(const TypesetText& text, double x, double y, const char* tag) const;

private:
    struct Unref {
        void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    };
    using Layout = std::unique_ptr<PangoLayout, Unref>;
    Layout layout_of(const TypesetText& text) const;

    cairo_t* cairo_;
};

}  // namespace lyhord::reporting
