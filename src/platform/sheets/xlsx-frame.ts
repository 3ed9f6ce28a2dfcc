// What surrounds the rows of a workbook: which parts there are, and how each type of cell looks.

export const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const schemas = 'http://schemas.openxmlformats.org'
/** The names of a sheet's own elements. */
export const main = `${schemas}/spreadsheetml/2006/main`
const relations = `${schemas}/officeDocument/2006/relationships`
const packages = `${schemas}/package/2006`
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}
export const escaped = (text: string) => text.replace(/[&<>"\r]/g, (sign) => escapes[sign] ?? sign)

/** A tab bears at most 31 signs, and none of these. */
const tabName = (name: string) => escaped(name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31))

const contentTypes = [
  `${xml}<Types xmlns="${packages}/content-types">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  `<Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/>`,
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${content}.worksheet+xml"/>`,
  `<Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/>`,
  '</Types>',
]

const related = (...files: [kind: string, path: string][]) => [
  `${xml}<Relationships xmlns="${packages}/relationships">`,
  ...files.map(
    ([kind, path], i) => `<Relationship Id="rId${i + 1}" Type="${relations}/${kind}" Target="${path}"/>`,
  ),
  '</Relationships>',
]

const workbook = (name: string) => [
  `${xml}<workbook xmlns="${main}" xmlns:r="${relations}">`,
  `<sheets><sheet name="${tabName(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
]

const plain = 'fontId="0" fillId="0" borderId="0"'
const looks = (format: number) => `<xf numFmtId="${format}" ${plain} xfId="0" applyNumberFormat="1"/>`

/**
 * The looks of cells, in the order that `styles` of the rows counts: nothing said, headings, text, whole
 * numbers, decimals, days, moments. Days as PostgreSQL and we write them; programs show the same whatever
 * the language of the computer.
 */
const styleSheet = [
  `${xml}<styleSheet xmlns="${main}">`,
  '<numFmts count="3"><numFmt numFmtId="164" formatCode="0.0####"/>',
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/>',
  '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>',
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>',
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  `<cellStyleXfs count="1"><xf numFmtId="0" ${plain}/></cellStyleXfs>`,
  `<cellXfs count="7"><xf numFmtId="0" ${plain} xfId="0"/>`,
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>',
  ...[49, 1, 164, 165, 166].map(looks),
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
]

/** Everything but the rows, which stand in `xl/worksheets/sheet1.xml`: the text of each part by its path. */
export const frame = (tab: string): [path: string, text: string][] =>
  Object.entries({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': related(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': workbook(tab),
    'xl/_rels/workbook.xml.rels': related(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
    'xl/styles.xml': styleSheet,
  }).map(([path, lines]) => [path, lines.join('')])
