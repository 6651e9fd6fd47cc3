/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.incident.Fault;
import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a request must have been answered, and what is done when it is not. Until something has left, the deadline counts from the
 * request's start; from then on it counts from the last write, because a proxy too waits so long between two reads. A response that is
 * blocked by a slow client is not late, nor is an event stream; and an asynchronous request for which the application itself set a
 * longer time-out has that.
 *
 * <p>Safe for use by many threads. Without paths and headers in the settings, a request's deadline costs nothing to know.
 */
final class Deadlines {
    /** The request has no deadline of its own. */
    static final int USUAL = -1;

    private static final int NONE = 0;

    /** While somebody is inside a call, which most are for no time and the rest for a slow client, it is looked at again so often. */
    private static final int LOOKS_PER_DEADLINE = 64;

    private final int usualMillis;
    private final PathPatterns[] paths;
    private final int[] pathMillis;
    private final TimeoutHeader[] headers;
    private final TimerWheel wheel;
    private final Rescue rescue;

    Deadlines(Settings settings, TimerWheel wheel, Rescue rescue) {
        this.wheel = wheel;
        this.rescue = rescue;
        this.usualMillis = millis(settings.duration(Setting.DEADLINE));
        Map<String, Duration> durations = settings.durations(Setting.DEADLINE_PATHS);
        this.paths = durations.keySet().stream()
                .map(path -> new PathPatterns(List.of(path)))
                .toArray(PathPatterns[]::new);
        this.pathMillis =
                durations.values().stream().mapToInt(Deadlines::millis).toArray();
        this.headers = settings.words(Setting.DEADLINE_HEADERS).stream()
                .map(TimeoutHeader::new)
                .toArray(TimeoutHeader[]::new);
    }

    private static int millis(Duration duration) {
        return (int) Math.min(duration.toMillis(), Integer.MAX_VALUE / 4);
    }

    /** Called by the request's thread when the request begins. */
    void begin(GuardedResponse response) {
        if (paths.length > 0 || headers.length > 0) {
            int millis = millis(response.request().containers());
            if (millis != usualMillis) {
                // For the timer, which must not ask a request that may be over.
                response.aside().deadlineMillis = millis;
            }
        }
        arm(response);
    }

    /** How long the request may take, in milliseconds; 0 for as long as it likes. */
    int millis(GuardedResponse response) {
        Aside aside = response.asideIfAny();
        return aside == null || aside.deadlineMillis == USUAL ? usualMillis : aside.deadlineMillis;
    }

    private int millis(HttpServletRequest request) {
        int millis = usualMillis;
        for (int i = 0; i < paths.length; i++) {
            if (paths[i].match(request)) {
                millis = pathMillis[i];
                break;
            }
        }
        for (TimeoutHeader header : headers) {
            int wanted = header.millis(request);
            if (wanted > 0 && (millis == NONE || wanted < millis)) {
                millis = wanted;
            }
        }
        return millis;
    }

    /** Whether a response that has not begun is late. */
    boolean isOver(GuardedResponse response, int nowMillis) {
        int millis = millis(response);
        return millis != NONE && nowMillis - due(response, millis) >= 0;
    }

    /** Arms the timer for the request's deadline, or disarms it if it has none. */
    void arm(GuardedResponse response) {
        int millis = millis(response);
        if (millis == NONE || response.isTaken()) {
            wheel.disarm(response);
        } else {
            wheel.arm(response, due(response, millis));
        }
    }

    /** Called by a worker when a response's time is over. */
    void timeIsOver(GuardedResponse response, int nowMillis) {
        int millis = millis(response);
        if (millis == NONE) {
            return;
        }
        if (response.tryClaim()) {
            boolean answered = false;
            int due = nowMillis;
            try {
                due = dueAgain(response, millis, nowMillis);
                answered = due == nowMillis && rescue.overdue(response, Fault.Deadline::new);
            } finally {
                response.release();
            }
            if (answered) {
                Rescue.completeAsync(response.async());
            } else if (due != nowMillis) {
                again(response, due);
            }
        } else if (!response.isTaken() && !response.isCompleted()) {
            again(response, nowMillis + Math.max(TimerWheel.TICK_MILLIS, millis / LOOKS_PER_DEADLINE));
        }
    }

    /** When a claimed response has to be looked at again; now, if it is late. */
    private static int dueAgain(GuardedResponse response, int millis, int nowMillis) {
        boolean committed = response.isReallyCommitted();
        int due = committed ? silentUntil(response, millis) : due(response, millis);
        if (due - nowMillis > 0) {
            return due;
        }
        return committed && isExcused(response) ? nowMillis + millis : nowMillis;
    }

    /** Answers a request that must not wait for its deadline, if nobody is inside a call just now. */
    void endNow(GuardedResponse response, Fault fault) {
        if (response.tryClaim()) {
            boolean answered;
            try {
                answered = !response.isComplete() && rescue.overdue(response, stack -> fault);
            } finally {
                response.release();
            }
            if (answered) {
                Rescue.completeAsync(response.async());
            }
        }
    }

    private void again(GuardedResponse response, int dueMillis) {
        wheel.arm(response, dueMillis);
        if (response.isTaken()) {
            // The request ended meanwhile: it must not stay in the wheel.
            wheel.disarm(response);
        }
    }

    private static int due(GuardedResponse response, int millis) {
        int due = response.startMillis() + millis;
        Aside aside = response.asideIfAny();
        if (aside != null && aside.dispatchedAsync != null && aside.dispatchMillis - due > 0) {
            // It was a longer time-out of the application's that let it come so far.
            due = aside.dispatchMillis + millis;
        }
        GuardedAsyncContext async = response.async();
        return async == null ? due : async.limitMillis(due);
    }

    private static int silentUntil(GuardedResponse response, int millis) {
        GuardedAsyncContext async = response.async();
        int due = response.lastWriteMillis() + millis;
        return async == null ? due : async.limitMillis(due);
    }

    /** Whether the response is late for a reason that is not the application's, or is meant to be silent. */
    private static boolean isExcused(GuardedResponse response) {
        return response.isNonBlocking() || response.isComplete() || Streaming.isAnnouncedBy(response);
    }

    /** A header by which the proxy in front says how long it waits. */
    private static final class TimeoutHeader {
        private static final int MOST_DIGITS = 8;
        /** The answer has to get there: a tenth less, and a second at most. */
        private static final int MOST_MARGIN_MILLIS = 1000;

        private final String name;
        private final boolean grpc;
        private final boolean inMillis;

        private TimeoutHeader(String name) {
            this.name = name;
            String lower = name.toLowerCase(Locale.ROOT);
            this.grpc = lower.equals("grpc-timeout");
            this.inMillis = lower.endsWith("-ms");
        }

        /** What the request's field says, less a margin; 0 if it says nothing that can be understood. */
        private int millis(HttpServletRequest request) {
            long millis = parse(request.getHeader(name));
            if (millis <= 0) {
                return NONE;
            }
            long margin = Math.min(millis / 10, MOST_MARGIN_MILLIS);
            return (int) Math.min(millis - margin, Integer.MAX_VALUE / 4);
        }

        private long parse(@Nullable String value) {
            if (value == null) {
                return NONE;
            }
            String text = value.strip();
            String digits = grpc && !text.isEmpty() ? text.substring(0, text.length() - 1) : text;
            if (digits.isEmpty()
                    || digits.length() > MOST_DIGITS
                    || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return NONE;
            }
            long number = Long.parseLong(digits);
            if (grpc) {
                return grpcMillis(number, text.charAt(text.length() - 1));
            }
            return inMillis ? number : 1000 * number;
        }

        /** As the gRPC protocol's "Timeout" has it: at most eight digits and a unit. */
        private static long grpcMillis(long number, char unit) {
            return switch (unit) {
                case 'H' -> 3_600_000 * number;
                case 'M' -> 60_000 * number;
                case 'S' -> 1000 * number;
                case 'm' -> number;
                case 'u' -> number / 1000;
                case 'n' -> number / 1_000_000;
                default -> NONE;
            };
        }
    }
}
