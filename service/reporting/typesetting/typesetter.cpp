#include "reporting/typesetting/typesetter.h"

namespace lyhord::reporting {
namespace {

constexpr const char* fonts =
    "Noto Sans, Noto Sans Arabic, Noto Sans Ethiopic, DejaVu Sans, sans-serif";
constexpr float line_spacing = 1.15F;
constexpr float line_spacing_arabic = 0.9F;  // whose fonts have much space of their own

}  // namespace

Typesetter::Layout Typesetter::layout_of(const TypesetText& text) const {
    Layout layout(pango_cairo_create_layout(cairo_));
    PangoContext* context = pango_layout_get_context(layout.get());
    pango_context_set_language(context, pango_language_from_string(text.language.c_str()));
    pango_context_set_base_dir(context,
                               text.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    // By the language, not by the first letter: a title may begin with a foreign name.
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_context_changed(layout.get());
    PangoFontDescription* font = pango_font_description_from_string(fonts);
    pango_font_description_set_absolute_size(font, text.size * PANGO_SCALE);
    pango_font_description_set_weight(font, text.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    pango_layout_set_width(layout.get(), static_cast<int>(text.width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout.get(),
                                  text.right_to_left ? line_spacing_arabic : line_spacing);
    if (text.right_to_left || text.at_right) {
        pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
    }
    pango_layout_set_text(layout.get(), text.text.c_str(), static_cast<int>(text.text.size()));
    return layout;
}

Extent Typesetter::measure(const TypesetText& text) const {
    PangoRectangle logical{};
    const Layout layout = layout_of(text);
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    return {.width = static_cast<double>(logical.width) / PANGO_SCALE,
            .height = static_cast<double>(logical.height) / PANGO_SCALE};
}

bool Typesetter::has_glyphs(const TypesetText& text) const {
    return pango_layout_get_unknown_glyphs_count(layout_of(text).get()) == 0;
}

double Typesetter::draw(const TypesetText& text, double x, double y, const char* tag) const {
    if (text.text.empty()) {
        return 0;
    }
    const Layout layout = layout_of(text);
    PangoRectangle logical{};
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    if (tag != nullptr) {
        cairo_tag_begin(cairo_, tag, nullptr);
    }
    cairo_set_source_rgb(cairo_, text.color.red, text.color.green, text.color.blue);
    cairo_move_to(cairo_, x, y);
    pango_cairo_show_layout(cairo_, layout.get());
    if (tag != nullptr) {
        cairo_tag_end(cairo_, tag);
    }
    return static_cast<double>(logical.height) / PANGO_SCALE;
}

}  // namespace lyhord::reporting
