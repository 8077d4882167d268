# Runs import.R and adds up what it read.
source("import.R")
fail <- function(...) { message(...); quit(status = 1) }
if (nrow(svar) < 100) fail("too few rows: ", nrow(svar))
if (!is.numeric(svar$count)) fail("count is no number")
if (!is.factor(svar$question)) fail("questions have no labels")
if (!any(grepl("trygg k\u00e4nner du dig", levels(svar$question)))) fail("labels are not the questions")
all <- svar[svar$dimension == "", ]
for (question in levels(svar$question)) {
  rows <- all[all$question == question, ]
  base <- rows$count[rows$figure == "base"]
  if (length(base) != 1) fail(question, " has ", length(base), " bases")
  if (rows$type[1] == "single" && sum(rows$count[rows$figure == "option"]) != base)
    fail(question, ": options do not add up to the base")
  shares <- rows[rows$figure == "option" & rows$base > 0, ]
  if (any(abs(shares$share - shares$count / shares$base) > 1e-6)) fail(question, ": wrong shares")
}
parts <- svar[svar$dimension != "" & svar$figure == "base", ]
sums <- aggregate(count ~ question + dimension, parts, sum)
for (i in seq_len(nrow(sums))) {
  base <- all$count[all$question == sums$question[i] & all$figure == "base"]
  if (sums$count[i] != base) fail(sums$question[i], " by ", sums$dimension[i], " does not add up")
}
