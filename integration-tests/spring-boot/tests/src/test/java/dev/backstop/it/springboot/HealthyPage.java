/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.springboot;

import dev.backstop.it.wire.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Requests that the application answers as it means to: with what was asked for, or by telling what is wrong with it. */
enum HealthyPage {
    BOOKS(RawRequest.get("/books")),
    BOOK(RawRequest.get("/books/9780141439518")),
    BOOK_HEAD(RawRequest.of("HEAD", "/books/9780141439518")),
    BOOK_UNCHANGED(RawRequest.get("/books/9780141439518").with("If-None-Match", "\"v0\"")),
    BOOK_CHANGED(RawRequest.get("/books/9780141439518").with("If-None-Match", "\"v9\"")),
    TEXT(RawRequest.get("/pages/text")),
    TEXT_HEAD(RawRequest.of("HEAD", "/pages/text")),
    TEXT_OPTIONS(RawRequest.of("OPTIONS", "/pages/text")),
    TEXT_HTTP_1_0(RawRequest.get("/pages/stream/50000").http10()),
    JSON(RawRequest.get("/pages/json")),
    BYTES_4_KIB(RawRequest.get("/pages/text/4096")),
    BYTES_100_KIB(RawRequest.get("/pages/text/102400")),
    STREAM_4_KIB(RawRequest.get("/pages/stream/4096")),
    STREAM_20_KIB(RawRequest.get("/pages/stream/20480")),
    STREAM_100_KIB(RawRequest.get("/pages/stream/102400")),
    WRITER_4_KIB(RawRequest.get("/pages/writer/4096")),
    WRITER_100_KIB(RawRequest.get("/pages/writer/102400")),
    CACHED(RawRequest.get("/pages/cached")),
    REDIRECT(RawRequest.get("/pages/redirect")),
    FORWARD(RawRequest.get("/pages/forward")),
    EMPTY(RawRequest.get("/pages/empty")),
    NUMBER(RawRequest.get("/pages/square?of=12")),
    STATIC_FILE(RawRequest.get("/bookshop.css")),
    STATIC_FILE_UNCHANGED(RawRequest.get("/bookshop.css").with("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")),
    DOWNLOAD_RANGE(RawRequest.get("/catalogue").with("Range", "bytes=1000-50999")),
    DOWNLOAD_LAST_BYTES(RawRequest.get("/catalogue").with("Range", "bytes=-70000")),
    DOWNLOAD_RANGE_BEYOND_THE_END(RawRequest.get("/catalogue").with("Range", "bytes=99999999-")),
    DOWNLOAD_HEAD(RawRequest.of("HEAD", "/catalogue")),
    UPLOAD(upload()),
    DEFERRED(RawRequest.get("/deferred/value")),
    DEFERRED_FALLBACK(RawRequest.get("/deferred/fallback")),
    FUTURE(RawRequest.get("/future/value")),
    CALLABLE(RawRequest.get("/callable/value")),
    STREAMED_100_KIB(RawRequest.get("/stream/value")),
    EVENTS(RawRequest.get("/events/two/open")),
    EVENTS_THAT_TIME_OUT(RawRequest.get("/events/times-out-late")),
    HEALTH(RawRequest.get("/actuator/health")),
    NO_SUCH_PAGE(RawRequest.get("/nothing")),
    NO_SUCH_PAGE_IN_HTML(RawRequest.get("/nothing").with("Accept", "text/html")),
    NO_SUCH_BOOK(RawRequest.get("/books/9999999999999")),
    NO_SUCH_METHOD(RawRequest.of("PUT", "/pages/text").body("")),
    NO_SUCH_TYPE(RawRequest.get("/pages/json").with("Accept", "image/png")),
    NO_NUMBER(RawRequest.get("/pages/square?of=twelve")),
    BOOK_THAT_IS_THERE(book("{\"isbn\":\"9780141439518\",\"title\":\"Again\",\"pages\":1}")),
    BOOK_WITHOUT_TITLE(book("{\"isbn\":\"9780000000001\",\"title\":\" \",\"pages\":1}")),
    BOOK_THAT_IS_NO_JSON(book("{\"isbn\":"));

    private static final String BOUNDARY = "7d1b4c0f";

    private final RawRequest request;

    HealthyPage(RawRequest request) {
        this.request = request;
    }

    RawRequest request() {
        return request;
    }

    private static RawRequest book(String json) {
        return RawRequest.of("POST", "/books")
                .with("Content-Type", "application/json")
                .body(json);
    }

    /** A field, a small file, and one that goes through the disk. */
    private static RawRequest upload() {
        String body = part("name=\"note\"", "two files")
                + part("name=\"files\"; filename=\"small.txt\"", "small")
                + part("name=\"files\"; filename=\"large.txt\"", "0123456789".repeat(20_000))
                + "--" + BOUNDARY + "--\r\n";
        return RawRequest.of("POST", "/upload")
                .with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .body(body.getBytes(StandardCharsets.US_ASCII));
    }

    private static String part(String disposition, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
