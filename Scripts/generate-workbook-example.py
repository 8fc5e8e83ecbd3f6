#!/usr/bin/env python3
"""Makes the workbooks of examples/filters-in-one-workbook: a contract, an invoice and a packing list as sheets.

Reads nothing; writes examples/filters-in-one-workbook/{ready,faulty}/*.xlsx; needs openpyxl (PyPI). All companies are
invented. Run it from the root of the repository; after a change, read the difference that `shiplint check` shows.
"""
import datetime
import io
import pathlib
import sys
import zipfile

import openpyxl
from openpyxl.styles import Alignment, Font

SELLER = ("Wenzhou Ruitai Filter Co., Ltd.", "温州瑞泰滤清器有限公司")
BUYER = "Repuestos Andinos SpA"
# Part number, GTIN, description, Chinese name, HS code, quantity, unit price in cents, cartons, net and gross in grams.
PARTS = [
    ("RT-OF1101", "6941234520015", "Oil filter, spin-on", "机油滤清器", "842123", 2400, 185, 100, 768000, 828000),
    ("RT-OF1102", "6941234520022", "Oil filter element", "机油滤芯", "842123", 1800, 142, 60, 378000, 414000),
    ("RT-AF2201", "6941234520039", "Air filter, panel", "空气滤清器", "842131", 1500, 236, 75, 525000, 600000),
    ("RT-AF2202", "6941234520046", "Air filter, round", "空气滤清器（圆形）", "842131", 600, 395, 60, 330000, 390000),
    ("RT-CF3301", "6941234520053", "Cabin air filter", "空调滤清器", "842139", 2000, 168, 50, 320000, 370000),
    ("RT-FF4401", "6941234520060", "Fuel filter, in-line", "燃油滤清器", "842123", 1200, 274, 40, 264000, 288000),
]
DAY = datetime.date(2026, 11, 5)


def cents(value):
    """An amount of cents as a number of a spreadsheet."""
    return value / 100


def header(sheet, row, texts):
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column, text)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True)


def title(sheet, texts, width):
    for row, text in enumerate(texts, 1):
        sheet.cell(row, 1, text)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def contract(book):
    sheet = book.create_sheet("合同")
    title(sheet, [SELLER[1], "销售合同 SALES CONTRACT"], 7)
    for row, pair in enumerate(
        [
            ("合同编号 Contract No.", "RT-SC-2609", "签订日期 Date", datetime.date(2026, 9, 18)),
            ("卖方 Seller", SELLER[0], "买方 Buyer", BUYER),
            ("贸易术语 Incoterms", "FOB", "指定地点 Named place", "Ningbo"),
            ("付款方式 Payment", "T/T, 30 % in advance", "币种 Currency", "USD"),
            ("装运期限 Latest shipment date", datetime.date(2026, 12, 15), "目的港 Port of destination", "San Antonio"),
        ],
        3,
    ):
        for column, value in zip((1, 2, 4, 5), pair):
            sheet.cell(row, column, value)
    header(sheet, 9, ["序号\nNo.", "产品编号\nPart No.", "品名\nDescription", "数量\nQty", "单位\nUnit", "单价\nUnit price", "金额\nAmount"])
    for index, part in enumerate(PARTS):
        values = [index + 1, part[0], part[3], part[5], "只", cents(part[6]), cents(part[5] * part[6])]
        for column, value in enumerate(values, 1):
            sheet.cell(10 + index, column, value)
    row = 10 + len(PARTS)
    sheet.cell(row, 1, "合计")
    sheet.cell(row, 4, sum(part[5] for part in PARTS))
    sheet.cell(row, 7, cents(sum(part[5] * part[6] for part in PARTS)))
    return sheet


def invoice(book):
    sheet = book.create_sheet("发票")
    title(sheet, [SELLER[0], "No. 6 Tanghe Road, Ruian, Wenzhou, Zhejiang, China", "COMMERCIAL INVOICE 商业发票"], 9)
    for row, pair in enumerate(
        [
            ("Invoice No. 发票号", "RT-INV-26111", "Date 日期", DAY),
            ("Seller 卖方", SELLER[0], "Buyer 买方", BUYER),
            ("Contract No. 合同号", "RT-SC-2609", "Currency 币种", "USD"),
            ("Incoterms 贸易术语", "FOB", "Named place 指定地点", "Ningbo"),
            ("Port of loading 装货港", "Ningbo", "Port of discharge 卸货港", "San Antonio"),
        ],
        4,
    ):
        for column, value in zip((1, 2, 5, 6), pair):
            sheet.cell(row, column, value)
    header(sheet, 10, ["No", "Part No.\n产品编号", "GTIN\n条码", "Description\n品名", "HS code\nHS编码", "Origin\n原产国", "Quantity\n数量", "Unit price\n单价", "Amount\n金额"])
    for index, part in enumerate(PARTS):
        values = [index + 1, part[0], part[1], part[2], part[4], "CN", part[5], cents(part[6]), cents(part[5] * part[6])]
        for column, value in enumerate(values, 1):
            cell = sheet.cell(11 + index, column, value)
            if column == 7:
                cell.number_format = '#,##0" PCS"'
            if column in (8, 9):
                cell.number_format = "#,##0.00"
    row = 11 + len(PARTS)
    sheet.cell(row, 1, "TOTAL 合计")
    sheet.cell(row, 7, sum(part[5] for part in PARTS)).number_format = '#,##0" PCS"'
    sheet.cell(row, 9, cents(sum(part[5] * part[6] for part in PARTS))).number_format = "#,##0.00"
    return sheet


def packing_list(book):
    sheet = book.create_sheet("装箱单")
    title(sheet, [SELLER[0], "PACKING LIST 装箱单"], 8)
    for column, value in zip((1, 2, 4, 5), ("装箱单号 Packing list No.", "RT-PL-26111", "日期 Date", DAY)):
        sheet.cell(3, column, value)
    for column, value in zip((1, 2, 4, 5), ("发票号 Invoice No.", "RT-INV-26111", "合同号 Contract No.", "RT-SC-2609")):
        sheet.cell(4, column, value)
    for column, value in zip((1, 2, 4, 5), ("卖方 Seller", SELLER[0], "买方 Buyer", BUYER)):
        sheet.cell(5, column, value)
    header(sheet, 7, ["序号", "产品编号", "品名", "数量", "箱数", "净重", "毛重", "体积"])
    header(sheet, 8, ["", "", "", "(只)", "", "(KG)", "(KG)", "(CBM)"])
    for index, part in enumerate(PARTS):
        values = [index + 1, part[0], part[3], part[5], part[7], part[8] / 1000, part[9] / 1000, part[7] * 36 / 1000]
        for column, value in enumerate(values, 1):
            sheet.cell(9 + index, column, value)
    row = 9 + len(PARTS)
    sheet.cell(row, 1, "合计")
    for column, place in zip((4, 5), (5, 7)):
        sheet.cell(row, column, sum(part[place] for part in PARTS))
    for column, place in zip((6, 7), (8, 9)):
        sheet.cell(row, column, sum(part[place] for part in PARTS) / 1000)
    sheet.cell(row, 8, sum(part[7] for part in PARTS) * 36 / 1000)
    return sheet


def spoil(book):
    """Plants the faults that the example's README lists."""
    bill, packed = book["发票"], book["装箱单"]
    bill["B7"] = "FOC"
    bill["C12"] = "6941234520023"
    bill["I13"] = 3450.00
    bill["I17"] = 17658.00
    bill.row_dimensions[16].hidden = True
    packed["B4"] = "RT-INV-26110"
    packed["D13"] = 1950
    packed["F14"] = 298
    packed["G15"] = 2900
    packed["H15"] = "=SUM(H9:H14)"
    packed["E15"] = 386
    costs = book.create_sheet("成本")
    costs.append(["产品编号", "成本价"])
    costs.append(["RT-OF1101", 0.92])
    costs.sheet_state = "hidden"


def save(book, path):
    """Writes a workbook that is the same whenever it is made."""
    book.properties.creator = "Wenzhou Ruitai Filter"
    book.properties.created = book.properties.modified = datetime.datetime(2026, 11, 5)
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(zipfile.ZipInfo(entry.filename, (2026, 11, 5, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def make(is_faulty):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for add in (contract, invoice, packing_list):
        add(book)
    if is_faulty:
        spoil(book)
    folder = pathlib.Path("examples/filters-in-one-workbook") / ("faulty" if is_faulty else "ready")
    save(book, folder / "RT-26111.xlsx")


if __name__ == "__main__":
    if not pathlib.Path("examples").is_dir():
        sys.exit("run it from the root of the repository")
    make(False)
    make(True)
