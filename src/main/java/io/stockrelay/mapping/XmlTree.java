package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
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
            var reader = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
            return new XmlTree().read(reader);
        } catch (XMLStreamException malformed) {
            var at = malformed.getLocation();
            var place = at == null ? "" : " (line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ")";
            throw new Unreadable("not valid XML: " + Payloads.shortened(reason(malformed)) + place);
        } catch (RuntimeException refused) {
            // the JDK's reader reports some broken encodings and limits in this way
            throw new Unreadable("not valid XML: " + Payloads.shortened(String.valueOf(refused.getMessage())));
        }
    }

    /** A factory for each call: the JDK does not promise that one may be shared. */
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
        if (elements > ELEMENTS_MAX
                || open.size() > Payloads.NESTING_MAX
                || reader.getAttributeCount() > ATTRIBUTES_MAX) {
            throw new Unreadable("XML beyond a limit: nesting " + Payloads.NESTING_MAX + ", " + ELEMENTS_MAX
                    + " elements, " + ATTRIBUTES_MAX + " attributes (line "
                    + reader.getLocation().getLineNumber() + ")");
        }
        var element = new Element(reader.getLocalName());
        for (int index = 0; index < reader.getAttributeCount(); index++) {
            element.add("@" + reader.getAttributeLocalName(index), TextNode.valueOf(reader.getAttributeValue(index)));
        }
        open.push(element);
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
