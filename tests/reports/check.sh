#!/usr/bin/env bash
# check.sh checksums|r|pspp|libreoffice|charts|pdf MAKE_REPORTS: makes what staff download and
# opens it with that program. Says what is wrong, and fails.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)
"$2" "$folder"
cd "$folder"
unzip -q report.zip

die() {
    echo "check.sh: $*" >&2
    exit 1
}

# Loses the last bytes, in the middle of a record.
cut_short() {
    head -c "$(($(stat -c %s svar.csv) - 200))" svar.csv >cut.csv
    mv cut.csv svar.csv
}

case $1 in
    checksums)
        sha256sum --quiet -c kontrollsummor.txt
        [ "$(($(wc -l <kontrollsummor.txt) + 1))" -eq "$(unzip -Z1 report.zip | wc -l)" ] ||
            die "a file has no checksum"
        head -c "$(($(stat -c %s report.zip) / 2))" report.zip >half.zip
        ! unzip -tq half.zip >/dev/null 2>&1 || die "half of report.zip passes for a whole one"
        ;;
    r)
        LC_ALL=C Rscript --vanilla "$here/check.R"
        cut_short
        ! Rscript --vanilla import.R >told 2>&1 || die "R reads a file that was cut short"
        ;;
    pspp)
        cat >>import.sps <<'END'
SELECT IF (question = "q2_trygg_kvall" AND figure = "base" AND dimension = "").
LIST VARIABLES=count share.
DISPLAY DICTIONARY.
END
        pspp -O format=txt import.sps >told 2>&1 || { cat told; die "PSPP refuses import.sps"; }
        grep -q '240' told || { cat told; die "PSPP has not read the base"; }
        grep -q 'Antal' told || die "PSPP knows no label"
        ;;
    libreoffice)
        # -1: every sheet into a file of its own.
        soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to \
            'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
            tabeller.xlsx >told 2>&1 || { cat told; die "LibreOffice does not open tabeller.xlsx"; }
        Rscript --vanilla "$here/check_workbook.R"
        for file in lagesbild.docx lagesbild.html metod.html; do
            soffice -env:UserInstallation="file://$folder/profile" --headless \
                --convert-to txt:Text "$file" >told 2>&1 || { cat told; die "LibreOffice: $file"; }
        done
        [ "$(unzip -Z1 lagesbild.docx | grep -c '^word/media/p[0-9]*.png$')" -eq \
            "$(grep -c '<svg' lagesbild.html)" ] || die "lagesbild.docx has not every chart"
        soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to odt \
            lagesbild.docx >told 2>&1 || { cat told; die "LibreOffice: lagesbild.docx"; }
        [ "$(unzip -Z1 lagesbild.odt | grep -c '^Pictures/')" -eq \
            "$(grep -c '<svg' lagesbild.html)" ] || die "LibreOffice shows not every chart"
        grep -q 'Kartläggning' lagesbild.txt || die "lagesbild has no mapping"
        grep -q 'Wilsons intervall' metod.txt || die "metod.html has no formulas"
        soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to xlsx \
            --infilter='CSV:59,34,76' svar_excel.csv >told 2>&1 || die "LibreOffice: svar_excel.csv"
        soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to \
            'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' \
            teman.xlsx >told 2>&1 || { cat told; die "LibreOffice does not open teman.xlsx"; }
        grep -q '^Mörker och belysning,120,41,40,39,50%' teman-q11_forslag.csv ||
            die "teman.xlsx has other figures of themes"
        [ "$(grep -c ',"=Mer ljus; ""nu"" i tunneln",' teman-Exempel.csv)" -eq 10 ] ||
            { cat teman-Exempel.csv; die "teman.xlsx has not ten texts of a theme"; }
        soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to \
            'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' \
            --infilter='CSV:59,34,76' godkanda-excel.csv >told 2>&1 ||
            die "LibreOffice: godkanda-excel.csv"
        ;;
    charts)
        ls bilder/*.svg >/dev/null
        xmllint --noout bilder/*.svg lagesbild.html 2>told || { head told; die "markup is broken"; }
        for chart in bilder/*.svg; do
            for element in title desc; do
                grep -q "<$element>..*</$element>" "$chart" || die "$chart has no $element"
            done
        done
        ! grep -l '<b>tack' -r . || die "markup of a resident was let through"
        ;;
    pdf)
        pdfinfo lagesbild.pdf >facts
        for fact in 'Title: *Underlag till lägesbild, Härnösand' 'Author: *Härnösand' \
            'Tagged: *yes' 'Page size: *595.* (A4)'; do
            grep -q "^$fact" facts || { cat facts; die "lagesbild.pdf: not $fact"; }
        done
        pages=$(awk '/^Pages:/ {print $2}' facts)
        pdftotext -layout lagesbild.pdf told
        grep -q "Sida $pages av $pages" told || die "the last page has no number"
        for part in '1. Kartläggning' '2. Annan information' '3. Analys' 'självvalda'; do
            grep -q "$part" told || die "lagesbild.pdf has no $part"
        done
        # Told in their order to who listens: headings, each table's header before its figures,
        # charts, and nothing that was left without a tag.
        pdfinfo -struct lagesbild.pdf >structure 2>warnings
        [ ! -s warnings ] || { cat warnings; die "the structure of lagesbild.pdf is broken"; }
        for tag in H1 H2 H3 P Caption Table TR TH TD L LI Figure; do
            grep -q "^ *$tag\b" structure || die "lagesbild.pdf has no $tag"
        done
        [ "$(grep -c '^ *Figure' structure)" -eq "$(grep -c '<svg' lagesbild.html)" ] ||
            die "charts of lagesbild.pdf are missing"
        pdffonts lagesbild.pdf | awk 'NR > 2 && $(NF - 4) != "yes" {exit 1}' ||
            die "a font is not in lagesbild.pdf"
        ;;
esac
