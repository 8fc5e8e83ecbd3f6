#include "CSimdJSON.h"

#include <simdjson.h>

#include <new>
#include <string_view>
#include <utility>
#include <vector>

using namespace simdjson;

struct csimdjson_parser {
    ondemand::parser parser;
};

namespace {

/// Walks values by recursion, which the depth limit bounds.
class Walk {
public:
    Walk(const uint8_t *text, size_t length, int32_t item, int max_depth, size_t max_value,
         const csimdjson_receiver *receiver)
        : text_(text), length_(length), item_(item), max_depth_(max_depth), max_value_(max_value),
          receiver_(receiver) {}

    csimdjson_status status = CSIMDJSON_OK;
    size_t where = 0;

    error_code document(ondemand::document &document, int32_t root) {
        // Asked first: it fails on a document that breaks off before its first value.
        ondemand::json_type type;
        if (auto error = document.type().get(type)) return error;
        if (!receiver_->open(receiver_->context, root, -1, 0)) return SUCCESS;
        switch (type) {
        case ondemand::json_type::object: {
            ondemand::object object;
            if (auto error = document.get_object().get(object)) return error;
            if (auto error = members(object, 1)) return error;
            break;
        }
        case ondemand::json_type::array: {
            ondemand::array array;
            if (auto error = document.get_array().get(array)) return error;
            if (auto error = elements(array, item_, 1)) return error;
            break;
        }
        default: {
            std::string_view token;
            if (auto error = document.raw_json_token().get(token)) return error;
            // A scalar as the whole document: it has nothing that a format could map.
            return SUCCESS;
        }
        }
        receiver_->close(receiver_->context, length_);
        return SUCCESS;
    }

private:
    error_code members(ondemand::object &object, int depth) {
        size_t first = seen_.size();
        auto error = read_members(object, first, depth);
        seen_.resize(first);
        return error;
    }

    error_code read_members(ondemand::object &object, size_t first, int depth) {
        for (auto member : object) {
            ondemand::field field;
            if (auto error = std::move(member).get(field)) return error;
            std::string_view key;
            if (auto error = field.unescaped_key().get(key)) return error;
            auto bytes = reinterpret_cast<const uint8_t *>(key.data());
            int32_t name = receiver_->resolve(receiver_->context, bytes, key.size());
            ondemand::value value = field.value();
            if (name != 0) {
                // Two spellings of one name are not one key twice.
                for (size_t other = first; other < seen_.size(); ++other) {
                    if (seen_[other].first == name && seen_[other].second == key) {
                        receiver_->duplicate(receiver_->context, bytes, key.size(), offset(value));
                        break;
                    }
                }
                seen_.emplace_back(name, key);
            }
            ondemand::json_type type;
            if (auto error = value.type().get(type)) return error;
            if (type == ondemand::json_type::array) {
                if (name == 0) continue;
                ondemand::array array;
                bool is_wanted = true;
                if (auto error = value.get_array().get(array)) return error;
                if (auto error = wants(array, is_wanted)) return error;
                if (!is_wanted) continue;
                if (auto error = elements(array, name, depth + 1)) return error;
            } else if (auto error = one(value, type, name, -1, depth)) {
                return error;
            }
            if (is_container(type) && receiver_->finished(receiver_->context)) return SUCCESS;
        }
        return SUCCESS;
    }

    static bool is_container(ondemand::json_type type) {
        return type == ondemand::json_type::object || type == ondemand::json_type::array;
    }

    /// Whether something in an object or array is wanted; what is not is passed over.
    template <typename Container>
    error_code wants(Container &container, bool &is_wanted) {
        is_wanted = true;
        if (receiver_->wants == nullptr) return SUCCESS;
        std::string_view raw;
        if (auto error = container.raw_json().get(raw)) return error;
        size_t start = static_cast<size_t>(reinterpret_cast<const uint8_t *>(raw.data()) - text_);
        is_wanted = receiver_->wants(receiver_->context, start, start + raw.size());
        return is_wanted ? container.reset().error() : SUCCESS;
    }

    error_code elements(ondemand::array &array, int32_t name, int depth) {
        if (depth > max_depth_) {
            status = CSIMDJSON_DEPTH;
            return DEPTH_ERROR;
        }
        int64_t index = 0;
        for (auto element : array) {
            ondemand::value value;
            if (auto error = std::move(element).get(value)) return error;
            ondemand::json_type type;
            if (auto error = value.type().get(type)) return error;
            if (auto error = one(value, type, name, index, depth)) return error;
            if (is_container(type) && receiver_->finished(receiver_->context)) return SUCCESS;
            ++index;
        }
        return SUCCESS;
    }

    error_code one(ondemand::value &value, ondemand::json_type type, int32_t name, int64_t index, int depth) {
        if (depth > max_depth_) {
            status = CSIMDJSON_DEPTH;
            where = offset(value);
            return DEPTH_ERROR;
        }
        size_t start = offset(value);
        ondemand::object object;
        ondemand::array array;
        bool is_wanted = true;
        if (receiver_->wants != nullptr && type == ondemand::json_type::object) {
            if (auto error = value.get_object().get(object)) return error;
            if (auto error = wants(object, is_wanted)) return error;
        } else if (receiver_->wants != nullptr && type == ondemand::json_type::array) {
            if (auto error = value.get_array().get(array)) return error;
            if (auto error = wants(array, is_wanted)) return error;
        }
        // What nobody reads is left to the iterator, which skips it without recursion.
        if (!is_wanted || !receiver_->open(receiver_->context, name, index, start)) return SUCCESS;
        size_t end = start;
        switch (type) {
        case ondemand::json_type::object: {
            if (receiver_->wants == nullptr) {
                if (auto error = value.get_object().get(object)) return error;
            }
            if (auto error = members(object, depth + 1)) return error;
            break;
        }
        case ondemand::json_type::array: {
            if (receiver_->wants == nullptr) {
                if (auto error = value.get_array().get(array)) return error;
            }
            if (auto error = elements(array, item_, depth + 1)) return error;
            break;
        }
        case ondemand::json_type::string: {
            std::string_view string;
            if (auto error = value.get_string().get(string)) return error;
            size_t close = start + 1;
            while (close < length_ && text_[close] != '"') close += text_[close] == '\\' ? 2 : 1;
            if (close - start > max_value_) {
                status = CSIMDJSON_VALUE;
                where = start;
                return CAPACITY;
            }
            receiver_->value(receiver_->context, reinterpret_cast<const uint8_t *>(string.data()), string.size(),
                             start + 1, close - start - 1);
            end = close + 1;
            break;
        }
        default: {
            std::string_view token = value.raw_json_token();
            size_t count = token.size();
            while (count > 0 && static_cast<unsigned char>(token[count - 1]) <= ' ') --count;
            if (count > max_value_) {
                status = CSIMDJSON_VALUE;
                where = start;
                return CAPACITY;
            }
            if (type == ondemand::json_type::null) {
                bool is_null = false;
                if (auto error = value.is_null().get(is_null)) return error;
                if (!is_null) return N_ATOM_ERROR;
            } else {
                if (type == ondemand::json_type::boolean) {
                    bool flag = false;
                    if (auto error = value.get_bool().get(flag)) return error;
                }
                receiver_->value(receiver_->context, reinterpret_cast<const uint8_t *>(token.data()), count, start,
                                 count);
            }
            end = start + count;
        }
        }
        receiver_->close(receiver_->context, end);
        return SUCCESS;
    }

    size_t offset(ondemand::value &value) {
        std::string_view token = value.raw_json_token();
        return static_cast<size_t>(reinterpret_cast<const uint8_t *>(token.data()) - text_);
    }

    const uint8_t *text_;
    size_t length_;
    int32_t item_;
    int max_depth_;
    size_t max_value_;
    const csimdjson_receiver *receiver_;
    /// The known keys of the open objects, one object behind the other. The parser keeps unescaped keys until the document's
    /// end, so that views of them stay good.
    std::vector<std::pair<int32_t, std::string_view>> seen_;
};

/// The offset of the first bracket that opens a level beyond a limit, or the length if none does.
size_t too_deep(const uint8_t *text, size_t length, int limit) {
    int depth = 0;
    bool in_string = false;
    for (size_t at = 0; at < length; ++at) {
        uint8_t byte = text[at];
        if (in_string) {
            if (byte == '\\') {
                ++at;
            } else if (byte == '"') {
                in_string = false;
            }
        } else if (byte == '"') {
            in_string = true;
        } else if (byte == '{' || byte == '[') {
            if (++depth > limit) return at;
        } else if (byte == '}' || byte == ']') {
            --depth;
        }
    }
    return length;
}

csimdjson_status translate(error_code error) {
    switch (error) {
    case SUCCESS: return CSIMDJSON_OK;
    case EMPTY: return CSIMDJSON_EMPTY;
    case UTF8_ERROR: return CSIMDJSON_ENCODING;
    case UNCLOSED_STRING:
    case INCOMPLETE_ARRAY_OR_OBJECT: return CSIMDJSON_TRUNCATED;
    case MEMALLOC: return CSIMDJSON_MEMORY;
    case DEPTH_ERROR: return CSIMDJSON_DEPTH;
    case TRAILING_CONTENT: return CSIMDJSON_TRAILING;
    default: return CSIMDJSON_BROKEN;
    }
}

} // namespace

csimdjson_parser *csimdjson_make(void) { return new (std::nothrow) csimdjson_parser(); }

void csimdjson_free(csimdjson_parser *parser) { delete parser; }

size_t csimdjson_padding(void) { return SIMDJSON_PADDING; }

csimdjson_status csimdjson_walk(csimdjson_parser *parser, const uint8_t *text, size_t length, size_t capacity,
                                int32_t root, int32_t item, int max_depth, size_t max_value,
                                const csimdjson_receiver *receiver, size_t *where, const char **reason) {
    *where = 0;
    *reason = "";
    ondemand::document document;
    auto error = parser->parser.iterate(reinterpret_cast<const char *>(text), length, capacity).get(document);
    Walk walk(text, length, item, max_depth, max_value, receiver);
    if (!error) error = walk.document(document, root);
    if (error) {
        const char *location = nullptr;
        if (walk.where != 0) {
            *where = walk.where;
        } else if (document.is_alive() && !document.current_location().get(location) && location != nullptr) {
            size_t at = static_cast<size_t>(reinterpret_cast<const uint8_t *>(location) - text);
            *where = at < length ? at : length;
        } else {
            *where = length;
        }
        *reason = error_message(error);
        auto status = walk.status != CSIMDJSON_OK ? walk.status : translate(error);
        // A text of open brackets alone breaks off too, but that is not what is wrong with it.
        size_t deep = status == CSIMDJSON_TRUNCATED ? too_deep(text, length, max_depth) : length;
        if (deep < length) {
            *where = deep;
            return CSIMDJSON_DEPTH;
        }
        return status;
    }
    const char *location = nullptr;
    if (!receiver->finished(receiver->context) && !document.current_location().get(location)) {
        size_t at = static_cast<size_t>(reinterpret_cast<const uint8_t *>(location) - text);
        if (at < length) {
            *where = at;
            return CSIMDJSON_TRAILING;
        }
    }
    return CSIMDJSON_OK;
}
