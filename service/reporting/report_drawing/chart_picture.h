// Owns ChartPicture: a chart's SVG, drawn by librsvg on a page or as a picture of its own.
#pragma once

#include <cairo.h>

#include <memory>
#include <optional>
#include <string>

namespace lyhord::reporting {

class ChartPicture {
public:
    // Nothing: this is no SVG with a viewBox.
    static std::optional<ChartPicture> from(const std::string& svg);

    // Its height at a width, in the same unit.
    double height_at(double width) const { return width * height_ / width_; }
    bool draw(cairo_t* cairo, double x, double y, double width) const;
    // A PNG so many pixels wide; empty if it cannot be drawn.
    std::string png(int width) const;

private:
    struct Unref {
        void operator()(void* handle) const;
    };
    using Handle = std::unique_ptr<void, Unref>;  // librsvg's
    ChartPicture(Handle handle, double width, double height)
        : handle_(std::move(handle)), width_(width), height_(height) {}

    Handle handle_;
    double width_;
    double height_;
};

}  // namespace lyhord::reporting
