package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML as JSON: elements by local name, a repeated one as an array, attributes as {@code @name}. An element of text
 * alone is that text; with attributes besides, the text is {@code #text}. Empty elements are empty text.
 */
final class XmlTree {

    static final int ELEMENTS_MAX = 1_000_000;
    static final int ATTRIBUTES_MAX = 200;

    private static final int DECLARATION_MAX = 200;
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z][\\w.-]{0,40})");

    private static final ThreadLocal<XMLInputFactory> FACTORY = ThreadLocal.withInitial(XmlTree::factory);

    private final Deque<Element> open = new ArrayDeque<>();
    private int elements;

    private XmlTree() {}

    /** One element while it is read. */
    private static final class Element {

        private final String name;
        private final ObjectNode content = JsonNodeFactory.instance.objectNode();
        private final StringBuilder text = new StringBuilder();

        Element(String name) {
            this.name = name;
        }

        void add(String child, JsonNode value) {
            var before = content.get(child);
            if (before == null) {
                content.set(child, value);
            } else if (before instanceof ArrayNode list) {
                list.add(value);
            } else {
                content.putArray(child).add(before).add(value);
            }
        }

        JsonNode node() {
            var stripped = text.toString().strip();
            if (content.isEmpty()) {
                return TextNode.valueOf(stripped);
            }
            if (!stripped.isEmpty()) {
                content.put("#text", stripped);
            }
            return content;
        }
    }

    static JsonNode read(byte[] bytes) throws Unreadable {
        try {
            var reader = FACTORY.get().createXMLStreamReader(new StringReader(text(bytes)));
            return new XmlTree().read(reader);
        } catch (XMLStreamException malformed) {
            var at = malformed.getLocation();
            var place = at == null ? "" : " (line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ")";
            throw new Unreadable("not valid XML: " + Payloads.shortened(reason(malformed)) + place);
        }
    }

    /** Decoded by us and strictly, because the JDK's reader prints about wrong encodings on the console. */
    private static String text(byte[] bytes) throws Unreadable {
        return Payloads.decode(bytes, charset(bytes), "XML");
    }

    /** By the byte order mark of UTF-16, else by the declaration, else UTF-8. */
    private static Charset charset(byte[] bytes) throws Unreadable {
        if (bytes.length >= 2 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFF + 0xFE && bytes[0] < 0 && bytes[1] < 0) {
            return StandardCharsets.UTF_16;
        }
        var start = new String(bytes, 0, Math.min(bytes.length, DECLARATION_MAX), StandardCharsets.ISO_8859_1);
        var declared = DECLARED.matcher(start);
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalArgumentException unknown) {
            throw new Unreadable("the XML declares an encoding nobody knows: " + declared.group(1));
        }
    }

    /** One for each thread: making one is slow, and the JDK does not promise that it may be shared. */
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not allowed");
        });
        return factory;
    }

    private static String reason(XMLStreamException malformed) {
        var message = String.valueOf(malformed.getMessage());
        int detail = message.indexOf("Message: ");
        return detail < 0 ? message : message.substring(detail + "Message: ".length());
    }

    private JsonNode read(XMLStreamReader reader) throws XMLStreamException, Unreadable {
        var root = new Element("");
        open.push(root);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(reader);
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text(reader);
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Unreadable("XML with a DOCTYPE or entities of its own is refused: send it without");
                default -> {
                    // comments and processing instructions say nothing about stock
                }
            }
        }
        return root.node();
    }

    private void start(XMLStreamReader reader) throws Unreadable {
        elements++;
        if (open.size() > Payloads.NESTING_MAX) {
            throw beyond("nesting deeper than " + Payloads.NESTING_MAX + " levels", reader);
        }
        if (elements > ELEMENTS_MAX) {
            throw beyond("more than " + ELEMENTS_MAX + " elements", reader);
        }
        if (reader.getAttributeCount() > ATTRIBUTES_MAX) {
            throw beyond("more than " + ATTRIBUTES_MAX + " attributes at one element", reader);
        }
        var element = new Element(reader.getLocalName());
        for (int index = 0; index < reader.getAttributeCount(); index++) {
            element.add("@" + reader.getAttributeLocalName(index), TextNode.valueOf(reader.getAttributeValue(index)));
        }
        open.push(element);
    }

    private static Unreadable beyond(String limit, XMLStreamReader reader) {
        var at = reader.getLocation();
        return new Unreadable("XML beyond a limit: " + limit + " (line " + at.getLineNumber() + ", column "
                + at.getColumnNumber() + ")");
    }

    private void end() {
        var element = open.pop();
        open.getFirst().add(element.name, element.node());
    }

    private void text(XMLStreamReader reader) throws Unreadable {
        var text = open.getFirst().text;
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        if (text.length() > Payloads.TEXT_LENGTH_MAX) {
            throw new Unreadable("XML beyond a limit: text of " + Payloads.TEXT_LENGTH_MAX + " characters");
        }
    }
}
