#!/usr/bin/env python3
"""Writes rules/codes/country.csv, currency.csv and language.csv.

Reads: /usr/share/iso-codes/json/iso_3166-1.json, iso_4217.json and iso_639-2.json with their Chinese names in
/usr/share/locale/zh_CN/LC_MESSAGES (the Debian package iso-codes, LGPL-2.1-or-later), and the corrections,
spellings and minor units that stand below (ISO 4217 list one and its amendments).
Writes: the three files above. The other lists in rules/codes are written by hand: no open package has units or packages
with their factors, Chinese names and spellings in trade, and the WCO's nomenclature is not free, so that only the HS codes
stand in rules/categories.yaml that rules need. The tests compare the codes of unit.csv and package-type.csv with the whole
of UNECE Recommendations 20 and 21 in rules/packs/en16931/en16931-unit.csv.
Run again after updating iso-codes: python3 Scripts/generate-codes.py
With --check it writes nothing, and fails where a file is not what it would write.
"""
import csv
import gettext
import io
import json
import pathlib
import sys

ISO = pathlib.Path("/usr/share/iso-codes/json")
MESSAGES = pathlib.Path("/usr/share/locale/zh_CN/LC_MESSAGES")
OUT = pathlib.Path(__file__).resolve().parent.parent / "rules" / "codes"

COUNTRY_SPELLINGS = {
    "CN": "PRC|P.R.C.|P.R. China|PR China|People's Republic of China|Mainland China|中国大陆|中华人民共和国",
    "US": "USA|U.S.A.|U.S.|United States of America|America|美利坚合众国",
    "GB": "United Kingdom|Great Britain|Britain|England|U.K.|大不列颠|英格兰",
    "DE": "Deutschland|德意志联邦共和国", "FR": "法兰西", "ES": "España", "NL": "Holland|The Netherlands",
    "KR": "South Korea|Korea|Republic of Korea|大韩民国|南韩", "KP": "North Korea|DPRK", "RU": "Russia|俄罗斯联邦",
    "AE": "UAE|U.A.E.|阿联酋|阿拉伯联合酋长国", "SA": "KSA|Saudi|沙特|沙特阿拉伯", "HK": "Hong Kong SAR|Hongkong|中国香港",
    "MO": "Macau|Macao SAR|中国澳门", "TW": "Taiwan|Chinese Taipei|台湾|中国台湾", "VN": "Vietnam|Viet Nam|越南",
    "CZ": "Czech Republic|Czechia|捷克", "TR": "Turkey|Türkiye|Turkiye|土耳其", "IR": "Iran|伊朗", "BO": "Bolivia|玻利维亚",
    "VE": "Venezuela|委内瑞拉", "TZ": "Tanzania|坦桑尼亚", "MD": "Moldova|摩尔多瓦", "LA": "Laos|老挝", "SY": "Syria|叙利亚",
    "CI": "Ivory Coast|科特迪瓦", "CD": "DR Congo|DRC|刚果（金）|刚果金", "CG": "Congo-Brazzaville|刚果（布）|刚果布",
    "MK": "Macedonia|North Macedonia|北马其顿", "PS": "Palestine|巴勒斯坦", "BN": "Brunei|文莱", "FM": "Micronesia",
    "NZ": "新西兰", "AU": "澳洲", "TH": "泰王国", "MX": "México|墨西哥", "BR": "Brasil|巴西", "IT": "Italia", "SZ": "Swaziland",
    "KG": "Kyrgyz Republic|吉尔吉斯", "UZ": "乌兹别克", "KZ": "哈萨克", "TJ": "塔吉克", "TM": "土库曼", "MM": "Burma|缅甸",
}

# Codes that are met and are not in ISO 3166-1, or only in use beside it: name, Chinese name, replaced by.
COUNTRY_EXTRA = {
    "XI": ("Northern Ireland (in EU trade)", "北爱尔兰（对欧盟贸易）", ""),
    "1A": ("Kosovo", "科索沃", ""),
    "UK": ("United Kingdom (not an ISO code)", "英国（非ISO代码）", "GB"),
    "EL": ("Greece (EU usage, not an ISO code)", "希腊（欧盟用法，非ISO代码）", "GR"),
}

# Where traffic keeps to the left, so that cars have the wheel on the right.
LEFT_TRAFFIC = (
    "AG AI AU BB BD BM BN BS BT BW CY DM FJ FK GB GD GG GY HK ID IE IM IN JE JM JP KE KI KN KY LC LK LS MO MS MT MU MV "
    "MW MY MZ NA NP NR NZ PG PK SB SC SG SR SZ TC TH TL TO TT TV TZ UG VC VG VI WS ZA ZM ZW"
).split()

# Chinese names where the catalogue's are misspelt or half translated.
CHINESE_NAMES = {"BO": "玻利维亚", "AED": "阿联酋迪拉姆"}

MINOR = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
    "": "XAD XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX",
}

# Withdrawn since iso-codes 4.15: replaced by, last day where it is a matter of law.
CURRENCY_WITHDRAWN = {
    "HRK": ("EUR", "2022-12-31"), "BGN": ("EUR", "2025-12-31"), "ANG": ("XCG", ""), "CUC": ("CUP", ""),
    "SLL": ("SLE", ""), "ZWL": ("ZWG", ""),
}
CURRENCY_NEW = {
    "XCG": ("Caribbean Guilder", "加勒比盾"),
    "ZWG": ("Zimbabwe Gold", "津巴布韦金"),
    "XAD": ("Arab Accounting Dinar", "阿拉伯记账第纳尔"),
}
CURRENCY_WRONG = {
    "RMB": ("Renminbi (not an ISO code)", "人民币（非ISO代码）", "CNY"),
    "CNH": ("offshore Renminbi (not an ISO code)", "离岸人民币（非ISO代码）", "CNY"),
    "NTD": ("New Taiwan dollar (not an ISO code)", "新台币（非ISO代码）", "TWD"),
    "STG": ("pound sterling (not an ISO code)", "英镑（非ISO代码）", "GBP"),
}
CURRENCY_SPELLINGS = {
    "USD": "US$|U.S.$|US dollar|US dollars|U.S. dollar|U.S. dollars|United States dollars|美元|美金",
    "CNY": "CN¥|RMB¥|yuan|yuan renminbi|Chinese yuan|renminbi|人民币|人民币元",
    "EUR": "€|euro|euros|欧元", "GBP": "£|pound sterling|pounds sterling|英镑", "JPY": "yen|Japanese yen|日元|日圆",
    "HKD": "HK$|HK dollar|Hong Kong dollar|Hong Kong dollars|港币|港元", "TWD": "NT$|New Taiwan dollar|新台币|新台币元",
    "KRW": "₩|won|Korean won|韩元|韩币", "RUB": "₽|rouble|ruble|Russian ruble|卢布|俄罗斯卢布", "INR": "₹|Indian rupee|印度卢比",
    "AUD": "A$|AU$|Australian dollar|澳元|澳大利亚元", "CAD": "C$|CA$|Canadian dollar|加元|加拿大元",
    "SGD": "S$|SG$|Singapore dollar|新加坡元|新元", "CHF": "Swiss franc|瑞士法郎", "BRL": "R$|Brazilian real|巴西雷亚尔",
    "MXN": "MX$|Mexican peso|墨西哥比索", "THB": "฿|baht|Thai baht|泰铢", "VND": "₫|dong|越南盾", "AED": "dirham|UAE dirham|阿联酋迪拉姆",
    "SAR": "Saudi riyal|沙特里亚尔", "TRY": "₺|Turkish lira|土耳其里拉", "PLN": "zloty|兹罗提", "MYR": "RM|ringgit|马来西亚林吉特",
    "IDR": "Rp|rupiah|印尼盾|印度尼西亚卢比",
}


LANGUAGE_SPELLINGS = {
    "zh": ["zh-CN", "zh-Hans", "zh-TW", "zh-Hant", "Chinese (Simplified)", "简体中文", "中文"],
    "en": ["en-US", "en-GB", "英文"], "de": ["de-DE", "Deutsch", "德文"], "fr": ["fr-FR", "fr-CA", "Français", "法文"],
    "es": ["es-ES", "es-MX", "Español", "西班牙文"], "pt": ["pt-BR", "pt-PT", "Português"], "ru": ["ru-RU", "俄文"],
    "ar": ["ar-SA", "ar-AE"], "it": ["it-IT", "Italiano"], "ja": ["ja-JP", "日文"], "ko": ["ko-KR", "韩文"],
}


def catalogue(name):
    with open(MESSAGES / f"{name}.mo", "rb") as file:
        return gettext.GNUTranslations(file)


stale = []


def write(name, head, columns, rows):
    text = io.StringIO()
    text.write(f"# {head}\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    content = text.getvalue().encode()
    if "--check" not in sys.argv[1:]:
        (OUT / name).write_bytes(content)
    elif (OUT / name).read_bytes() != content:
        stale.append(name)


def countries():
    chinese = catalogue("iso_3166-1")
    rows = []
    for entry in json.loads((ISO / "iso_3166-1.json").read_text())["3166-1"]:
        code, name = entry["alpha_2"], entry["name"]
        common = entry.get("common_name", "")
        zh = CHINESE_NAMES.get(code) or chinese.gettext(common or name)
        spellings = [entry["alpha_3"], common, COUNTRY_SPELLINGS.get(code, "")]
        official = chinese.gettext(name)
        if official not in (zh, name):
            spellings.append(official)
        seen, unique = {name.casefold(), zh}, []
        for word in "|".join(filter(None, spellings)).split("|"):
            if word.casefold() not in seen:
                seen.add(word.casefold())
                unique.append(word)
        traffic = "left" if code in LEFT_TRAFFIC else "right"
        rows.append([code, name, zh, "", "", "", entry["alpha_3"], "|".join(unique), traffic])
    for code, (en, zh, replaced) in COUNTRY_EXTRA.items():
        rows.append([code, en, zh, "", "", replaced, "", "", ""])
    write(
        "country.csv",
        "ISO 3166-1 alpha-2; names from Debian iso-codes 4.15.0 (LGPL-2.1-or-later); XI and 1A as in EN 16931 code "
        "lists; a row with replaced_by is no allowed code; traffic as in the script; written by "
        "Scripts/generate-codes.py; 2026-11-25",
        ["code", "name_en", "name_zh", "valid_from", "valid_to", "replaced_by", "alpha3", "spellings", "traffic"],
        sorted(rows),
    )
    return len(rows)


def currencies():
    chinese = catalogue("iso_4217")
    minor = {code: str(units) for units, codes in MINOR.items() for code in codes.split()}
    rows = []
    for entry in json.loads((ISO / "iso_4217.json").read_text())["4217"]:
        code, name = entry["alpha_3"], entry["name"]
        replaced, until = CURRENCY_WITHDRAWN.get(code, ("", ""))
        zh = CHINESE_NAMES.get(code) or chinese.gettext(name)
        rows.append([code, name, zh, "", until, replaced, minor.get(code, "2"), CURRENCY_SPELLINGS.get(code, "")])
    for code, (en, zh) in CURRENCY_NEW.items():
        rows.append([code, en, zh, "", "", "", minor.get(code, "2"), ""])
    for code, (en, zh, replaced) in CURRENCY_WRONG.items():
        rows.append([code, en, zh, "", "", replaced, "", ""])
    write(
        "currency.csv",
        "ISO 4217 list one with amendments up to 2026-01; names from Debian iso-codes 4.15.0 (LGPL-2.1-or-later); a row "
        "with replaced_by is no allowed code; written by Scripts/generate-codes.py; 2026-11-24",
        ["code", "name_en", "name_zh", "valid_from", "valid_to", "replaced_by", "minor_units", "spellings"],
        sorted(rows),
    )
    return len(rows)


def languages():
    chinese = catalogue("iso_639-2")
    rows = []
    for entry in json.loads((ISO / "iso_639-2.json").read_text())["639-2"]:
        if "alpha_2" in entry:
            name = entry["name"]
            other = [entry["alpha_3"], entry.get("bibliographic", ""), entry.get("common_name", "")]
            if ";" in name:
                other += [part.strip() for part in name.split(";")]
            spellings = list(filter(None, other)) + LANGUAGE_SPELLINGS.get(entry["alpha_2"], [])
            rows.append([entry["alpha_2"], name, chinese.gettext(name), "", "", "", "|".join(spellings)])
    write(
        "language.csv",
        "ISO 639-1 (languages with two letters); names from Debian iso-codes 4.15.0 (LGPL-2.1-or-later); written by "
        "Scripts/generate-codes.py; 2026-11-25",
        ["code", "name_en", "name_zh", "valid_from", "valid_to", "replaced_by", "spellings"],
        sorted(rows),
    )
    return len(rows)


if __name__ == "__main__":
    print(f"country.csv {countries()} rows, currency.csv {currencies()} rows, language.csv {languages()} rows")
    if stale:
        sys.exit(f"{', '.join(stale)}: not what Scripts/generate-codes.py writes; run it without --check")
