/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.webapp.AsyncFault;
import dev.backstop.it.webapp.AsyncTooLateFault;
import dev.backstop.it.webapp.DispatchFault;
import dev.backstop.it.webapp.Fault;
import dev.backstop.it.webapp.Fault.Moment;
import dev.backstop.it.webapp.Fault.Outcome;
import dev.backstop.it.webapp.FramingFault;
import dev.backstop.it.webapp.HangFault;
import dev.backstop.it.webapp.HeaderFault;
import dev.backstop.it.webapp.Intent;
import dev.backstop.it.webapp.PartialOutputFault;
import dev.backstop.it.webapp.ReportedFault;
import dev.backstop.it.webapp.ThrowFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One row of the matrix: a fault and the request that provokes it.
 *
 * @param name what the report calls it
 * @param moment when the outcome is due
 * @param intent what was meant, where the outcome is a corrected response
 * @param type the content type that the request's Accept asks for
 * @param kept header fields that the application had set and that must survive
 */
record FaultCase(
        String name,
        String sentence,
        RawRequest request,
        Outcome outcome,
        Moment moment,
        Intent intent,
        String type,
        List<String> kept) {

    private static final String PROBLEM = "application/problem+json";
    private static final String HTML = "text/html;charset=utf-8";
    private static final String TEXT = "text/plain;charset=utf-8";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8";
    private static final int MEBIBYTE = 1024 * 1024;
    private static final String THROW = ThrowFault.RUNTIME_EXCEPTION.path();

    private static final Intent NO_INTENT = new Intent(0, "", Map.of());

    private static final Set<String> TWOFOLD = Set.of(
            ReportedFault.SEND_ERROR_AND_THROW.path(),
            DispatchFault.IN_ERROR_PAGE_FOR_EXCEPTION.path(),
            FramingFault.UPGRADE.path(),
            FramingFault.CONTENT_LENGTH_TWICE.path());

    /** Nothing is wrong with these as long as nobody refuses them, or they are errors that somebody else has a body for. */
    private static final Set<String> NO_INCIDENT = Set.of(
            HeaderFault.HEADER_BLOCK_5_KIB.path(),
            HeaderFault.MANY_FIELDS.path(),
            HeaderFault.GZIP_LABEL_ON_404.path(),
            HeaderFault.OWN_500_CACHEABLE.path(),
            HeaderFault.OWN_500_CACHEABLE_ASYNC.path());

    /** All rows: each fault by a plain GET, then one fault by every kind of request. */
    static List<FaultCase> all() {
        List<FaultCase> all = new ArrayList<>();
        for (Fault fault : Fault.all()) {
            all.add(new FaultCase(
                    fault.slug(),
                    fault.sentence(),
                    request(fault),
                    fault.outcome(),
                    fault.moment(),
                    isToBeCorrected(fault.outcome()) ? fault.intent() : NO_INTENT,
                    PROBLEM,
                    kept(fault)));
        }
        hanging(all);
        methods(all);
        bodies(all);
        negotiation(all);
        injection(all);
        return all;
    }

    /** All rows, and with the agent those beyond the reach of a filter: before it is called, or in its stead. */
    static List<FaultCase> all(Guarding guarding) {
        List<FaultCase> all = all();
        if (guarding == Guarding.AGENT) {
            all.replaceAll(FaultCase::withTasksFollowed);
            all.add(of("beyond-listener", RawRequest.get("/page/beyond-listener"), Outcome.ANSWER_500, PROBLEM));
            all.add(of(
                    "beyond-listener-out-of-memory",
                    RawRequest.get("/page/beyond-listener-out-of-memory"),
                    Outcome.ANSWER_503,
                    PROBLEM));
        }
        return all;
    }

    /** With the agent a lost task is not lost. */
    private static FaultCase withTasksFollowed(FaultCase fault) {
        boolean tooLate = fault.name.equals(AsyncTooLateFault.ASYNC_TOO_LATE_LOST.slug());
        if (!tooLate && !fault.name.equals(AsyncFault.ASYNC_LOST.slug())) {
            return fault;
        }
        return new FaultCase(
                fault.name,
                fault.sentence,
                fault.request,
                tooLate ? fault.outcome : Outcome.ANSWER_500,
                Moment.AT_ONCE,
                fault.intent,
                fault.type,
                fault.kept);
    }

    private static RawRequest request(Fault fault) {
        return switch (fault.visit()) {
            case GET -> RawRequest.get(fault.path());
            case CONDITIONAL_GET -> RawRequest.get(fault.path()).with("If-None-Match", "\"v7\"");
            case POST -> RawRequest.method("POST", fault.path()).body(300);
            case HALF_A_POST ->
                RawRequest.method("POST", fault.path()).body(300).halfSent();
        };
    }

    private static List<String> kept(Fault fault) {
        if (fault == PartialOutputFault.AFTER_COOKIE_AND_CORS) {
            return List.of("Set-Cookie", "Access-Control-Allow-Origin");
        }
        return fault == HangFault.HANG_AFTER_HEADERS ? List.of("Set-Cookie") : List.of();
    }

    /** Each with a path of its own, by which its lines are found in the log. */
    private static void hanging(List<FaultCase> all) {
        String path = HangFault.HANG.path();
        all.add(late("head-hang", RawRequest.method("HEAD", path + "/head")));
        all.add(late(
                "post-1-kib-hang", RawRequest.method("POST", path + "/post").body(1024)));
    }

    /** A request that misses its deadline. */
    static FaultCase late(String name, RawRequest request) {
        return new FaultCase(
                name,
                sentence(request),
                request,
                Outcome.ANSWER_503,
                Moment.AT_DEADLINE,
                NO_INTENT,
                PROBLEM,
                List.of());
    }

    /** A request for a page whose header block may be too large. */
    static FaultCase large(String name, RawRequest request, Intent intent) {
        return new FaultCase(
                name, sentence(request), request, Outcome.CORRECTED_OR_500, Moment.AT_ONCE, intent, PROBLEM, List.of());
    }

    private static void methods(List<FaultCase> all) {
        for (String method : List.of("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            all.add(thrown("method-" + method.toLowerCase(Locale.ROOT), RawRequest.method(method, THROW), PROBLEM));
        }
        all.add(of(
                "head-out-of-memory",
                RawRequest.method("HEAD", ThrowFault.OUT_OF_MEMORY_BY_ARRAY.path()),
                Outcome.ANSWER_503,
                PROBLEM));
        all.add(thrown(
                "head-after-flush", RawRequest.method("HEAD", PartialOutputFault.AFTER_FLUSH_BUFFER.path()), PROBLEM));
    }

    private static void bodies(List<FaultCase> all) {
        RawRequest post = RawRequest.method("POST", THROW);
        all.add(thrown("post-1-kib-unread", post.body(1024), PROBLEM));
        all.add(thrown("post-1-mib-unread", post.body(MEBIBYTE), PROBLEM));
        all.add(thrown("post-1-mib-chunked-unread", post.chunkedBody(MEBIBYTE), PROBLEM));
        all.add(thrown("post-10-mib-unread", post.body(10 * MEBIBYTE), PROBLEM));
        all.add(of(
                "post-1-mib-unread-out-of-memory",
                RawRequest.method("POST", ThrowFault.OUT_OF_MEMORY_BY_LIST.path())
                        .body(MEBIBYTE),
                Outcome.ANSWER_503,
                PROBLEM));
    }

    private static void negotiation(List<FaultCase> all) {
        accept(all, "accept-browser", BROWSER, HTML);
        accept(all, "accept-html", "text/html", HTML);
        accept(all, "accept-problem-json", "application/problem+json", PROBLEM);
        accept(all, "accept-json", "application/json", "application/json");
        accept(all, "accept-text", "text/plain", TEXT);
        accept(all, "accept-by-q", "application/json;q=0.1, text/plain;q=0.9", TEXT);
        accept(all, "accept-image", "image/png", PROBLEM);
        accept(all, "accept-garbage", ";;,,q=;text//;q=x", PROBLEM);
        accept(all, "accept-anything", "*/*", PROBLEM);
        all.add(of(
                "out-of-memory-accept-html",
                RawRequest.get(ThrowFault.OUT_OF_MEMORY_BY_ARRAY.path()).with("Accept", BROWSER),
                Outcome.ANSWER_503,
                HTML));
        all.add(of(
                "send-error-accept-html",
                RawRequest.get("/fault/send-error-500").with("Accept", BROWSER),
                Outcome.ANSWER_500,
                HTML));
    }

    private static void injection(List<FaultCase> all) {
        RawRequest plain = RawRequest.get(THROW);
        all.add(thrown("traceparent-garbage", plain.with("traceparent", "00-zz\"}-<x>"), PROBLEM));
        all.add(thrown(
                "path-with-line-ends",
                RawRequest.get(THROW + "/%0d%0aWARN%20dev.backstop.incident%20-%20incident%20id=forged"),
                PROBLEM));
        all.add(thrown(
                "path-with-markup",
                RawRequest.get(THROW + "/%3Cscript%3E%22'%3C").with("Accept", "text/html"),
                HTML));
        all.add(thrown("path-with-json", RawRequest.get(THROW + "/%22,%22status%22:200,%22%E2%82%AC"), PROBLEM));
        all.add(thrown("path-with-bad-utf-8", RawRequest.get(THROW + "/%C3%28%FF"), PROBLEM));
        all.add(thrown("query-with-secrets", RawRequest.get(THROW + "?token=hunter2"), PROBLEM));
        all.add(thrown("headers-with-markup", plain.with("User-Agent", "<script>hunter2"), PROBLEM));
    }

    private static void accept(List<FaultCase> all, String name, String accept, String type) {
        all.add(thrown(name, RawRequest.get(THROW).with("Accept", accept), type));
    }

    private static FaultCase thrown(String name, RawRequest request, String type) {
        return of(name, request, Outcome.ANSWER_500, type);
    }

    private static FaultCase of(String name, RawRequest request, Outcome outcome, String type) {
        return new FaultCase(name, sentence(request), request, outcome, Moment.AT_ONCE, NO_INTENT, type, List.of());
    }

    private static String sentence(RawRequest request) {
        return request.method() + ' ' + request.path();
    }

    int status() {
        return outcome == Outcome.ANSWER_503 ? 503 : 500;
    }

    /** Whether there is a body that is small enough to be read before the answer. */
    boolean isDrainable() {
        return request.path().equals(THROW) && request.bodyLength() > 0 && request.bodyLength() <= 2 * MEBIBYTE;
    }

    /** Whether the container's own threads may have suffered with the request's. */
    boolean exhausts() {
        return request.path().contains("out-of-memory");
    }

    /** Whether others at the same time would suffer. */
    boolean isHeavy() {
        return exhausts() || request.isLarge();
    }

    /** How many lines the log gets: two where one failure follows another, none where the container could send what was meant. */
    int incidents(RawResponse response) {
        boolean sent = outcome == Outcome.CORRECTED_OR_500 && response.status() == intent.status();
        if (sent || NO_INCIDENT.contains(request.path())) {
            return 0;
        }
        return TWOFOLD.contains(request.path()) ? 2 : 1;
    }

    /** Whether it takes its time until the outcome is due. */
    boolean waits() {
        return moment != Moment.AT_ONCE;
    }

    /** Whether nothing is wrong but the form of the response. */
    boolean isToBeCorrected() {
        return isToBeCorrected(outcome);
    }

    private static boolean isToBeCorrected(Outcome outcome) {
        return outcome == Outcome.CORRECTED || outcome == Outcome.CORRECTED_OR_500;
    }

    /** Whether the response was finished before the fault. */
    boolean stands() {
        return outcome == Outcome.STANDS;
    }

    boolean isTooLate() {
        return outcome == Outcome.BREAK_OFF;
    }

    /** The status of the answer; where the page for a reported status throws, that status is as good as 500. */
    boolean hasStatus(int status) {
        boolean reported = request.path().equals(DispatchFault.IN_ERROR_PAGE_FOR_STATUS.path()) && status == 508;
        return status == status() || reported;
    }
}
