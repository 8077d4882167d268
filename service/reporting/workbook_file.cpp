#include "reporting/workbook_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>

namespace lyhord::reporting {
namespace {

constexpr std::size_t sheet_name_max = 31;  // Excel's
constexpr std::size_t read_at_once = 65536;
constexpr std::int64_t made_at = 946'684'800;

}  // namespace

WorkbookFile::WorkbookFile() : descriptor_(::memfd_create("workbook", MFD_CLOEXEC)) {}

WorkbookFile::~WorkbookFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

base::Result<std::string> WorkbookFile::written(bool is_whole) const {
    if (!is_whole) {
        return base::fail(base::Fault::unavailable,
                          "the workbook cannot be written: is there room in /tmp?");
    }
    std::string bytes;
    std::array<char, read_at_once> piece{};
    ::lseek(descriptor_, 0, SEEK_SET);
    for (ssize_t got = 0; (got = ::read(descriptor_, piece.data(), piece.size())) > 0;) {
        bytes.append(piece.data(), static_cast<std::size_t>(got));
    }
    return bytes;
}

std::string SheetNames::of(const std::string& id) {
    std::string name = id.substr(0, sheet_name_max);
    for (int again = 2; !taken_.insert(name).second; ++again) {
        const std::string end = "-" + std::to_string(again);
        name = id.substr(0, sheet_name_max - end.size()) + end;
    }
    return name;
}

void set_properties(lxw_workbook* book, std::string title) {
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = made_at;
    ::workbook_set_properties(book, &properties);
}

}  // namespace lyhord::reporting
