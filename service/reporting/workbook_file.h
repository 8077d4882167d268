// Owns WorkbookFile: where libxlsxwriter writes, and what all workbooks write alike.
#pragma once

#include <xlsxwriter.h>

#include <cstddef>
#include <set>
#include <string>

#include "base/result.h"

namespace lyhord::reporting {

// A file in memory that libxlsxwriter writes as one on a disk.
class WorkbookFile {
public:
    WorkbookFile();
    WorkbookFile(const WorkbookFile&) = delete;
    WorkbookFile& operator=(const WorkbookFile&) = delete;
    ~WorkbookFile();

    bool is_open() const { return descriptor_ >= 0; }
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
    // Its bytes. unavailable: not all could be written.
    base::Result<std::string> written(bool is_whole) const;

private:
    int descriptor_;
};

// An id is a good name of a sheet: short, and the one that other files know. Excel folds case.
class SheetNames {
public:
    std::string of(const std::string& id);

private:
    std::set<std::string> taken_;
};

inline lxw_col_t column(std::size_t number) { return static_cast<lxw_col_t>(number); }

// Its title, and a time that is the same in every file: it must not tell when it was made.
void set_properties(lxw_workbook* book, std::string title);

// Written as text, so that no cell is run.
inline void text(lxw_worksheet* sheet,
                 lxw_row_t row,
                 std::size_t at,
                 const std::string& value,
                 lxw_format* format = nullptr) {
    ::worksheet_write_string(sheet, row, column(at), value.c_str(), format);
}

inline void number(
    lxw_worksheet* sheet, lxw_row_t row, std::size_t at, double value, lxw_format* format) {
    ::worksheet_write_number(sheet, row, column(at), value, format);
}

}  // namespace lyhord::reporting
