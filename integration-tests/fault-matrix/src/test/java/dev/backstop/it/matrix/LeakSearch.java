/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for what no visitor may read: words of exception messages, names of classes, stack frames, names of servers. */
final class LeakSearch {

    private static final List<Pattern> LEAKS = List.of(
            Pattern.compile("hunter2|db7\\.corp|jdbc:oracle"),
            Pattern.compile("\\b(?:java|javax|jakarta|jdk|sun|org|com|io|dev|ch)(?:\\.[a-z0-9_]+)+\\.[A-Z]\\w+"),
            Pattern.compile("\\b\\w+(?:Exception|Error|Throwable|Death)\\b"),
            Pattern.compile("\\bat [\\w.$/@]+\\("),
            Pattern.compile("(?i)jetty|tomcat|catalina|undertow|jboss|wildfly|coyote"));

    /** What a proxy says of itself. */
    private static final List<String> PROXY_FIELDS = List.of("Server", "Via", "X-Varnish");

    /** Of a long body the ends are searched: what is added to a page stands before or behind it. */
    private static final int SEARCHED = 16 * 1024;

    private LeakSearch() {}

    static List<String> in(RawResponse response) {
        List<String> found = new ArrayList<>();
        search("status line", response.statusLine(), found);
        for (Header header : response.headers()) {
            if (PROXY_FIELDS.stream().noneMatch(header::is)
                    || header.value().matches("(?i).*(jetty|tomcat|undertow).*")) {
                search("header", header.toString(), found);
            }
        }
        byte[] body = response.body();
        search("body", text(body, 0, Math.min(body.length, SEARCHED)), found);
        if (body.length > SEARCHED) {
            search("end of the body", text(body, body.length - SEARCHED, SEARCHED), found);
        }
        return found;
    }

    private static String text(byte[] body, int offset, int length) {
        return new String(body, offset, length, StandardCharsets.UTF_8);
    }

    private static void search(String where, String text, List<String> found) {
        for (Pattern leak : LEAKS) {
            Matcher matcher = leak.matcher(text);
            if (matcher.find()) {
                found.add(where + " has \"" + matcher.group() + '"');
            }
        }
    }
}
