/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import dev.backstop.it.wire.RawRequest;
import java.util.List;
import java.util.stream.Stream;

import static dev.backstop.it.examples.Difference.LENGTH_IS_TOLD;
import static dev.backstop.it.examples.Difference.NO_STORE_ON_OWN_ERROR;
import static dev.backstop.it.examples.Exchange.differing;
import static dev.backstop.it.examples.Exchange.same;

/** What both versions of Tomcat are asked. */
final class Exchanges {

    private static final String BUTTON = "/bg-button.png";
    /** Larger than what Tomcat leaves to {@code sendfile}. */
    private static final String CAT = "/tomcat.svg";

    private static final String COUNTER = "/examples/servlets/nonblocking/bytecounter";
    private static final String PROTECTED = "/examples/jsp/security/protected/";
    private static final int LARGE = 100_000;

    private Exchanges() {}

    static Stream<Exchange> all() {
        return Stream.of(
                        pages(),
                        pagesInTheirTime(),
                        largePage(),
                        requestBodies(),
                        files(),
                        errorsAndRedirects(),
                        compressed())
                .flatMap(exchanges -> exchanges);
    }

    private static Stream<Exchange> pages() {
        return Stream.of(
                        "/examples/",
                        "/examples/jsp/async/index.jsp",
                        "/examples/jsp/checkbox/checkresult.jsp?fruit=apples&fruit=grapes",
                        "/examples/jsp/error/err.jsp",
                        "/examples/jsp/error/err.jsp?name=integra",
                        "/examples/jsp/include/include.jsp",
                        "/examples/jsp/jsp2/el/composite.jsp",
                        "/examples/jsp/jsp2/el/implicit-objects.jsp?foo=bar",
                        "/examples/jsp/jsp2/jspx/textRotate.jspx?name=JSPX",
                        "/examples/jsp/jsp2/misc/config.jsp",
                        "/examples/jsp/jsp2/tagfiles/hello.jsp",
                        "/examples/jsp/jsptoserv/jsptoservlet.jsp",
                        "/examples/jsp/sessions/carts.jsp",
                        "/examples/jsp/simpletag/foo.jsp",
                        "/examples/jsp/snp/snoop.jsp",
                        "/examples/jsp/tagplugin/choose.jsp",
                        "/examples/servletToJsp",
                        "/examples/servlets/servlet/CookieExample",
                        "/examples/servlets/servlet/HelloWorldExample",
                        "/examples/servlets/servlet/RequestHeaderExample",
                        "/examples/servlets/servlet/RequestInfoExample/a/b?c=d",
                        "/examples/servlets/servlet/RequestParamExample",
                        "/examples/servlets/servlet/SessionExample",
                        "/examples/servlets/nonblocking/numberwriter",
                        "/examples/CompressionTest",
                        COUNTER,
                        PROTECTED + "index.jsp")
                .flatMap(path -> Stream.of(
                        same(RawRequest.get(path)),
                        same(RawRequest.of("HEAD", path)),
                        same(RawRequest.get(path).http10())));
    }

    /** The first three sleep for two seconds; to the last ones it is an error that HTTP/1.0 has no trailers. */
    private static Stream<Exchange> pagesInTheirTime() {
        return Stream.of(
                same(RawRequest.get("/examples/async/async0")),
                same(RawRequest.get("/examples/async/async1")),
                same(RawRequest.get("/examples/async/async2")),
                same(RawRequest.get("/examples/async/async3")),
                same(RawRequest.of("HEAD", "/examples/async/async3")),
                same(RawRequest.get("/examples/servlets/trailers/response")),
                same(RawRequest.of("HEAD", "/examples/servlets/trailers/response")));
    }

    private static Stream<Exchange> largePage() {
        return Stream.of(
                differing(RawRequest.get("/"), LENGTH_IS_TOLD),
                differing(RawRequest.of("HEAD", "/"), LENGTH_IS_TOLD),
                differing(RawRequest.get("/").http10(), LENGTH_IS_TOLD));
    }

    /** Some forwards go to a JSP and others to a file; there HEAD may differ. */
    static Stream<Exchange> forwards(Difference... ofHead) {
        String forward = "/examples/jsp/forward/forward.jsp";
        return Stream.of(
                same(RawRequest.get(forward)),
                same(RawRequest.get(forward).http10()),
                differing(RawRequest.of("HEAD", forward), ofHead));
    }

    private static Stream<Exchange> requestBodies() {
        byte[] body = new byte[LARGE];
        String parameters = "/examples/servlets/servlet/RequestParamExample";
        return Stream.of(
                same(RawRequest.form(parameters, "firstname=J%C3%BCrgen&lastname=<b>")),
                same(RawRequest.form("/examples/servlets/servlet/CookieExample", "cookiename=a&cookievalue=b")),
                same(RawRequest.of("POST", COUNTER).body("four")),
                same(RawRequest.of("POST", COUNTER).body(body)),
                same(RawRequest.of("POST", COUNTER).chunkedBody(body)),
                same(RawRequest.of("POST", COUNTER)
                        .with("Expect", "100-continue")
                        .body(body)),
                same(RawRequest.of("POST", COUNTER).with("Expect", "unheard-of").body(body)),
                same(RawRequest.of("POST", "/examples/servlets/servlet/HelloWorldExample")
                        .body(body)));
    }

    private static Stream<Exchange> files() {
        RawRequest get = RawRequest.get(BUTTON);
        return Stream.of(
                        get,
                        RawRequest.of("HEAD", BUTTON),
                        get.http10(),
                        RawRequest.of("POST", BUTTON).body(""),
                        RawRequest.of("OPTIONS", BUTTON),
                        RawRequest.of("PUT", BUTTON).body("x"),
                        RawRequest.of("DELETE", BUTTON),
                        get.with("If-Modified-Since", "Fri, 31 Dec 2100 23:59:59 GMT"),
                        get.with("If-None-Match", "*"),
                        RawRequest.of("HEAD", BUTTON).with("If-None-Match", "*"),
                        get.with("If-Match", "\"other\""),
                        get.with("If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT"),
                        get.with("Range", "bytes=10-19"),
                        get.with("Range", "bytes=-5"),
                        get.with("Range", "bytes=0-9,20-29"),
                        get.with("Range", "bytes=100000-"),
                        get.with("Range", "bytes=0-9").with("If-Range", "\"other\""),
                        RawRequest.get("/examples/websocket/drawboard.xhtml"),
                        RawRequest.get(CAT),
                        RawRequest.of("HEAD", CAT),
                        RawRequest.get(CAT).with("Range", "bytes=10000-65000"))
                .map(Exchange::same);
    }

    private static Stream<Exchange> errorsAndRedirects() {
        String ownErrorPage = "/examples/jsp/error/err.jsp?name=audi";
        return Stream.of(
                differing(RawRequest.get(ownErrorPage), NO_STORE_ON_OWN_ERROR),
                differing(RawRequest.of("HEAD", ownErrorPage), NO_STORE_ON_OWN_ERROR),
                same(RawRequest.get("/nothing")),
                same(RawRequest.of("HEAD", "/nothing")),
                same(RawRequest.get("/nothing").http10()),
                same(RawRequest.get("/examples/nothing.jsp")),
                same(RawRequest.get("/examples/WEB-INF/web.xml")),
                same(RawRequest.of("PATCH", PROTECTED + "index.jsp")),
                same(RawRequest.of("PUT", "/examples/servlets/servlet/HelloWorldExample")
                        .body("x")),
                same(RawRequest.of("TRACE", "/examples/")),
                same(RawRequest.of("BREW", "/examples/jsp/jsp2/misc/config.jsp")),
                same(RawRequest.get("/examples/%zz")),
                same(RawRequest.get("/examples/servlets/servlet/RequestParamExample?%zz")),
                same(RawRequest.get("/examples")),
                same(RawRequest.get("/examples/jsp")),
                same(RawRequest.get(PROTECTED)));
    }

    /** JSPs flush what they close, and the compression makes a flush of the end. */
    private static Stream<Exchange> compressed() {
        List<String> pages = List.of("/examples/jsp/jsp2/el/composite.jsp", "/examples/jsp/jsp2/tagfiles/hello.jsp");
        Stream<Exchange> flushed = pages.stream()
                .flatMap(page -> Stream.of(
                        differing(gzipped("GET", page), LENGTH_IS_TOLD),
                        differing(gzipped("HEAD", page), LENGTH_IS_TOLD)));
        return Stream.concat(
                flushed,
                Stream.of(
                        same(gzipped("GET", "/examples/CompressionTest")),
                        same(gzipped("HEAD", "/examples/CompressionTest"))));
    }

    private static RawRequest gzipped(String method, String page) {
        return RawRequest.of(method, page).with("Accept-Encoding", "gzip");
    }
}
