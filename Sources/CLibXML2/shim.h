#ifndef SHIPLINT_CLIBXML2_H
#define SHIPLINT_CLIBXML2_H

// The system's ICU must not be seen: Foundation brings another one, and both define the same names. Only the end of a
// structure that nobody here touches depends on it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

/// The offset of the byte that the parser reads next, in the bytes pushed so far.
static inline long clibxml2_offset(const xmlParserCtxt *parser) {
    const xmlParserInput *input = parser->input;
    return input == NULL ? 0 : (long)input->consumed + (long)(input->cur - input->base);
}

/// The offset of a pointer into the parser's input, or -1 where it points elsewhere.
static inline long clibxml2_offset_of(const xmlParserCtxt *parser, const xmlChar *pointer) {
    const xmlParserInput *input = parser->input;
    if (input == NULL || pointer < input->base || pointer > input->end) return -1;
    return (long)input->consumed + (long)(pointer - input->base);
}

/// The offset of text that the parser has just given, or -1 where it is not found before the byte it reads next.
///
/// Text that begins with a character beyond ASCII is given as a copy of the bytes just read but for line ends, and a
/// reference as what it stands for.
static inline long clibxml2_text_offset(const xmlParserCtxt *parser, const xmlChar *text, int count) {
    long offset = clibxml2_offset_of(parser, text);
    const xmlParserInput *input = parser->input;
    if (offset >= 0 || input == NULL) return offset;
    const xmlChar *start = input->cur;
    const xmlChar *byte = text + count;
    while (byte > text && start > input->base && (byte[-1] == start[-1] || (byte[-1] == '\n' && start[-1] == '\r'))) {
        --byte;
        --start;
        // A carriage return before a line feed is dropped.
        if (byte > text && *byte == '\n' && *start == '\n' && start > input->base && start[-1] == '\r') --start;
    }
    // A semicolon by itself stands only for a reference, which ends in one.
    if (byte == text && !(count == 1 && *text == ';')) return (long)input->consumed + (long)(start - input->base);
    // `&#x0010FFFF;` is the longest reference that anybody writes.
    for (start = input->cur; start > input->base && input->cur - start < 16; --start) {
        if (start[-1] == '&') return (long)input->consumed + (long)(start - 1 - input->base);
    }
    return -1;
}

/// An input over bytes, which are copied; `name` is what relative addresses in it are relative to.
static inline xmlParserInputPtr clibxml2_input(xmlParserCtxtPtr parser, const char *bytes, int count, const char *name) {
    xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateMem(bytes, count, XML_CHAR_ENCODING_NONE);
    if (buffer == NULL) return NULL;
    xmlParserInputPtr input = xmlNewIOInputStream(parser, buffer, XML_CHAR_ENCODING_NONE);
    if (input == NULL) {
        xmlFreeParserInputBuffer(buffer);
        return NULL;
    }
    input->filename = (const char *)xmlStrdup((const xmlChar *)name);
    return input;
}

/// The offset of the `<` of the tag that the parser has just read.
static inline long clibxml2_tag_offset(const xmlParserCtxt *parser) {
    const xmlParserInput *input = parser->input;
    if (input == NULL) return 0;
    const xmlChar *tag = input->cur;
    while (tag > input->base && *tag != '<') --tag;
    return (long)input->consumed + (long)(tag - input->base);
}

/// The byte that the parser reads next.
static inline const xmlChar *clibxml2_next(const xmlParserCtxt *parser) {
    return parser->input == NULL ? NULL : parser->input->cur;
}

#endif
