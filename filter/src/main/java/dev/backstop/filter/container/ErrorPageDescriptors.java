/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code <error-page>} elements of {@code WEB-INF/web.xml}
 * (<a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#error-pages">Servlet 6.0, section
 * 10.9.2</a>), for containers that cannot be asked. Read when first needed. Safe for use by many threads.
 */
final class ErrorPageDescriptors {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPageDescriptors.class);
    /** Stands for {@code <error-page>} without a code or a type: any error. */
    private static final String ANY = "*";

    private final ServletContext context;
    private volatile @Nullable Set<String> keys;

    ErrorPageDescriptors(ServletContext context) {
        this.context = context;
    }

    boolean has(int status) {
        Set<String> all = keys();
        return all.contains(ANY) || all.contains(Integer.toString(status));
    }

    boolean has(Throwable throwable) {
        Throwable root = throwable instanceof ServletException e ? e.getRootCause() : null;
        return hasType(throwable)
                || (root != null && hasType(root))
                || has(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    private boolean hasType(Throwable throwable) {
        for (Class<?> type = throwable.getClass(); type != null; type = type.getSuperclass()) {
            if (keys().contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    private Set<String> keys() {
        Set<String> known = keys;
        if (known == null) {
            known = read();
            keys = known;
        }
        return known;
    }

    private Set<String> read() {
        try (InputStream descriptor = context.getResourceAsStream("/WEB-INF/web.xml")) {
            return descriptor == null ? Set.of() : parse(descriptor);
        } catch (IOException | XMLStreamException e) {
            LOG.warn("WEB-INF/web.xml cannot be read; its error pages are not known to Backstop", e);
            return Set.of();
        }
    }

    private static Set<String> parse(InputStream descriptor) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(descriptor);
        Set<String> found = new HashSet<>();
        String key = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                key = switch (xml.getLocalName()) {
                    case "error-page" -> ANY;
                    case "error-code", "exception-type" -> xml.getElementText().strip();
                    default -> key;
                };
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("error-page")
                    && key != null) {
                found.add(key);
                key = null;
            }
        }
        return Set.copyOf(found);
    }
}
