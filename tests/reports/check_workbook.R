# The figures of each sheet, as LibreOffice read them, against svar.csv.
source("import.R")
fail <- function(...) { message(...); quit(status = 1) }
wide <- read.csv("svar.csv", encoding = "UTF-8", colClasses = "character")
compared <- 0
for (id in unique(wide$question[wide$figure == "option"])) {
  file <- paste0("tabeller-", substr(id, 1, 31), ".csv")
  if (!file.exists(file)) fail("no sheet ", file)
  sheet <- read.csv(file, header = FALSE, skip = 4, encoding = "UTF-8", check.names = FALSE,
                    colClasses = "character")
  header <- unlist(sheet[1, ])
  all <- sheet[2, ]
  options <- wide[wide$question == id & wide$dimension == "" & wide$figure == "option", ]
  base <- wide$count[wide$question == id & wide$dimension == "" & wide$figure == "base"]
  if (as.numeric(all[[3]]) != as.numeric(base)) fail(id, ": another base")
  for (i in seq_len(nrow(options))) {
    if (header[[3 + i]] != options$option_text[i]) fail(id, ": another option in column ", 3 + i)
    if (as.numeric(all[[3 + i]]) != as.numeric(options$count[i])) fail(id, ": another count")
    compared <- compared + 1
  }
}
if (compared < 30) fail("only ", compared, " figures compared")
