/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.probe;

import dev.backstop.shop.Scenario;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a reply what belongs into a log: class names, stack frames, statements, versions, and a scenario's secrets. */
final class Leaks {

    private static final List<Pattern> PATTERNS = List.of(
            // A stack frame, a qualified class name, a SQL statement, a server's version.
            Pattern.compile("\\bat [\\w.$/@]+\\([\\w .:]+\\)"),
            Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.){2,}[A-Z][\\w$]+"),
            Pattern.compile("(?i)\\bselect\\b[^<]{1,200}\\bfrom\\b[^<\"]{1,200}"),
            Pattern.compile("(?i)(?:jetty:/*|apache tomcat/|undertow/)\\s*\\d[\\w.-]*"));

    private Leaks() {}

    static List<String> in(Reply reply, Scenario scenario) {
        Set<String> leaks = new LinkedHashSet<>();
        search(reply.text(), scenario, leaks);
        for (Reply.Field field : reply.fields()) {
            if (!field.name().equalsIgnoreCase("Server")) {
                search(field.value(), scenario, leaks);
            }
        }
        return List.copyOf(leaks);
    }

    private static void search(String text, Scenario scenario, Set<String> leaks) {
        for (String secret : scenario.secrets()) {
            if (text.contains(secret)) {
                leaks.add(secret);
            }
        }
        for (Pattern pattern : PATTERNS) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                leaks.add(matcher.group());
            }
        }
    }
}
