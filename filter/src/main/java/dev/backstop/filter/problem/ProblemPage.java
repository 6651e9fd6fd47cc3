/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.problem;

/** A problem as an HTML page that needs nothing else: no script, no image, no font. Every value in it is escaped. */
final class ProblemPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="color-scheme" content="light dark">
            <title>""";

    private static final String STYLE = """
            </title>
            <style>
            body{margin:0;min-height:100vh;display:grid;place-items:center;font:1rem/1.5 system-ui,sans-serif;\
            background:#f6f7f9;color:#1c2430}
            main{max-width:34rem;margin:1rem;padding:2rem;background:#fff;border:1px solid #dde1e7;border-radius:.75rem}
            h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25}
            p{margin:0 0 1rem}
            dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0;font-size:.875rem;color:#5a6472}
            dd{margin:0;font-family:ui-monospace,monospace;overflow-wrap:anywhere}
            @media(prefers-color-scheme:dark){body{background:#12161c;color:#e6eaf0}\
            main{background:#1a2028;border-color:#2c3542}dl{color:#9aa6b5}}
            </style>
            </head>
            <body>
            <main>
            <h1>""";

    private final StringBuilder html = new StringBuilder(1600);

    private ProblemPage() {}

    static String of(Problem problem) {
        ProblemPage page = new ProblemPage();
        page.html.append(HEAD);
        page.text(problem.title());
        page.html.append(STYLE);
        page.text(problem.status() == 503 ? "Not available just now" : "Something went wrong on our side");
        page.html.append("</h1>\n<p>");
        page.text(problem.detail());
        page.html.append("</p>\n<dl>\n");
        page.row("Incident", problem.incident());
        if (problem.retryAfterSeconds() >= 0) {
            page.row("Try again in", problem.retryAfterSeconds() + " s");
        }
        page.row("Status", problem.status() + " " + problem.title());
        return page.html.append("</dl>\n</main>\n</body>\n</html>\n").toString();
    }

    private void row(String term, String description) {
        html.append("<dt>");
        text(term);
        html.append("</dt><dd>");
        text(description);
        html.append("</dd>\n");
    }

    private void text(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case '\n', '\t' -> html.append(' ');
                default -> html.appendCodePoint(isAllowed(c) ? c : Surrogates.REPLACEMENT);
            }
        }
    }

    /** Controls, halves of pairs and noncharacters are <a href="https://html.spec.whatwg.org/#parse-errors">parse errors</a>. */
    private static boolean isAllowed(int c) {
        boolean noncharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
        return !noncharacter
                && !Character.isISOControl(c)
                && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    }
}
