#include "reporting/report_drawing/chart_picture.h"

#include <librsvg/rsvg.h>

#include <cmath>
#include <utility>

#include "reporting/typesetting/cairo_handles.h"

namespace lyhord::reporting {
namespace {

RsvgHandle* rsvg(void* handle) { return static_cast<RsvgHandle*>(handle); }

}  // namespace

void ChartPicture::Unref::operator()(void* handle) const { g_object_unref(handle); }

std::optional<ChartPicture> ChartPicture::from(const std::string& svg) {
    Handle handle(rsvg_handle_new_from_data(
        reinterpret_cast<const guint8*>(svg.data()), svg.size(), nullptr));
    if (!handle) {
        return std::nullopt;
    }
    gboolean has_box = FALSE;
    RsvgRectangle box{};
    rsvg_handle_get_intrinsic_dimensions(
        rsvg(handle.get()), nullptr, nullptr, nullptr, nullptr, &has_box, &box);
    if (has_box == FALSE || box.width <= 0 || box.height <= 0) {
        return std::nullopt;
    }
    return ChartPicture(std::move(handle), box.width, box.height);
}

bool ChartPicture::draw(cairo_t* cairo, double x, double y, double width) const {
    const RsvgRectangle place{.x = x, .y = y, .width = width, .height = height_at(width)};
    return rsvg_handle_render_document(rsvg(handle_.get()), cairo, &place, nullptr) != FALSE;
}

std::string ChartPicture::png(int width) const {
    const int height = static_cast<int>(std::ceil(height_at(width)));
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    const Cairo cairo(cairo_create(surface.get()));
    cairo_set_source_rgb(cairo.get(), 1, 1, 1);
    cairo_paint(cairo.get());
    std::string bytes;
    const bool is_drawn = draw(cairo.get(), 0, 0, width) &&
                          cairo_surface_write_to_png_stream(
                              surface.get(), append_to_string, &bytes) == CAIRO_STATUS_SUCCESS;
    return is_drawn ? bytes : std::string();
}

}  // namespace lyhord::reporting
