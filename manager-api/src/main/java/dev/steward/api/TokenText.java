package dev.steward.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The printable form of a token, both ways: {@code steward://host:port/type/id?server=<uuid>&inc=<n>&addr=<more>}. The
 * first address, if it is host and port, takes the place that it has in every URL; all others follow as {@code addr}.
 */
final class TokenText {

    private static final String SCHEME = "steward://";
    private static final String FORM = SCHEME + "host:port/type/id?server=<uuid>&inc=<number>";
    private static final int LONGEST = 8_192;
    private static final int MOST_SHOWN = 120;

    // A name, an IPv4 address or a bracketed IPv6 address, then the port.
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:\\[[\\w:.%]+]|[\\w.-]+):(\\d{1,5})");
    private static final String PLAIN_IN_TYPE = "-._~";
    private static final String PLAIN_IN_ADDRESS = "-._~:/[]@";

    private final String text;

    private TokenText(String text) {
        this.text = text;
    }

    static String print(ObjectToken token) {
        List<String> rest = token.addresses();
        StringBuilder text = new StringBuilder(SCHEME);
        if (!rest.isEmpty() && isHostAndPort(rest.get(0))) {
            text.append(rest.get(0));
            rest = rest.subList(1, rest.size());
        }
        text.append('/');
        encode(text, token.typeId(), PLAIN_IN_TYPE);
        text.append('/').append(token.objectId());
        text.append("?server=").append(token.serverId());
        text.append("&inc=").append(Long.toUnsignedString(token.incarnation()));
        for (String address : rest) {
            text.append("&addr=");
            encode(text, address, PLAIN_IN_ADDRESS);
        }
        return text.toString();
    }

    static ObjectToken parse(String text) {
        return new TokenText(text).parse();
    }

    private ObjectToken parse() {
        if (text.length() > LONGEST) {
            throw bad("it is longer than " + LONGEST + " characters");
        }
        if (!text.startsWith(SCHEME)) {
            throw bad("it does not begin with " + SCHEME);
        }
        int question = text.indexOf('?');
        if (question < 0) {
            throw bad("server and inc are missing");
        }
        String[] path = text.substring(SCHEME.length(), question).split("/", -1);
        if (path.length != 3) {
            throw bad("type and id must follow the address, with one slash each");
        }
        List<String> addresses = new ArrayList<>();
        if (!path[0].isEmpty()) {
            if (!isHostAndPort(path[0])) {
                throw bad("\"" + path[0] + "\" is not a host and a port");
            }
            addresses.add(path[0]);
        }
        String typeId = decode(path[1]);
        if (typeId.isEmpty()) {
            throw bad("the type is empty");
        }
        return parse(typeId, new ObjectId(number("id", path[2])), addresses, text.substring(question + 1));
    }

    private ObjectToken parse(String typeId, ObjectId id, List<String> addresses, String query) {
        UUID server = null;
        Long incarnation = null;
        for (String parameter : query.split("&", -1)) {
            int equal = parameter.indexOf('=');
            String name = equal < 0 ? parameter : parameter.substring(0, equal);
            String value = equal < 0 ? "" : decode(parameter.substring(equal + 1));
            switch (name) {
                case "server" -> server = once(name, server, uuid(value));
                case "inc" -> incarnation = once(name, incarnation, number(name, value));
                case "addr" -> addresses.add(value);
                default -> throw bad("it has a part \"" + name + "\", which is none of server, inc, addr");
            }
        }
        if (server == null) {
            throw bad("server is missing");
        }
        if (incarnation == null) {
            throw bad("inc is missing");
        }
        return new ObjectToken(server, incarnation, typeId, id, addresses);
    }

    private <T> T once(String name, @Nullable T before, T now) {
        if (before != null) {
            throw bad(name + " is given twice");
        }
        return now;
    }

    private UUID uuid(String value) {
        try {
            UUID uuid = UUID.fromString(value);
            // The JDK also takes shortened groups, which would make two texts of one server.
            if (uuid.toString().equalsIgnoreCase(value)) {
                return uuid;
            }
        } catch (IllegalArgumentException notOne) {
            throw bad("server is not a UUID: " + value, notOne);
        }
        throw bad("server is not a UUID: " + value);
    }

    private long number(String name, String value) {
        try {
            if (!value.startsWith("+")) {
                return Long.parseUnsignedLong(value);
            }
        } catch (NumberFormatException notOne) {
            throw bad(name + " is not a number: " + value, notOne);
        }
        throw bad(name + " is not a number: " + value);
    }

    private static boolean isHostAndPort(String address) {
        var match = HOST_AND_PORT.matcher(address);
        return match.matches() && Integer.parseInt(match.group(1)) <= 0xFFFF;
    }

    private static void encode(StringBuilder into, String part, String plain) {
        for (byte one : part.getBytes(UTF_8)) {
            char letter = (char) (one & 0xFF);
            boolean letterOrDigit = letter < 0x80 && Character.isLetterOrDigit(letter);
            if (letterOrDigit || plain.indexOf(letter) >= 0) {
                into.append(letter);
            } else {
                into.append('%').append(String.format("%02X", (int) letter));
            }
        }
    }

    private String decode(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        byte[] raw = part.getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.put((byte) (hexDigit(raw, i + 1) << 4 | hexDigit(raw, i + 2)));
                i += 2;
            } else {
                bytes.put(raw[i]);
            }
        }
        try {
            return UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException broken) {
            throw bad("\"" + part + "\" is not UTF-8", broken);
        }
    }

    private int hexDigit(byte[] raw, int index) {
        int digit = index < raw.length ? Character.digit(raw[index], 16) : -1;
        if (digit < 0) {
            throw bad("a percent sign must be followed by two hexadecimal digits");
        }
        return digit;
    }

    private IllegalArgumentException bad(String reason) {
        return bad(reason, null);
    }

    private IllegalArgumentException bad(String reason, @Nullable Throwable cause) {
        String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
        return new IllegalArgumentException(
                "not the text of a token: \"" + shown + "\": " + reason + "; a token reads " + FORM, cause);
    }
}
