/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.database.DatabaseFailure;
import dev.backstop.filter.database.DatabaseFailures;
import dev.backstop.filter.incident.Fault;
import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells which fault it is that something was thrown. Immutable. */
final class Diagnosis {
    private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);

    private final boolean namesDatabaseFailures;

    Diagnosis(Settings settings) {
        this.namesDatabaseFailures = settings.isOn(Setting.DATABASE);
    }

    /** The fault of a request out of which something was thrown. */
    Fault of(HttpServletRequest request, Throwable thrown, ThrowableChain chain) {
        if (chain.hasOutOfMemory()) {
            return new Fault.OutOfMemory(thrown);
        }
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return failedErrorPage(request, thrown);
        }
        UnavailableException unavailable = chain.unavailable();
        return unavailable != null && !unavailable.isPermanent()
                ? new Fault.Unavailable(thrown, unavailable.getUnavailableSeconds())
                : uncaught(thrown);
    }

    /** The fault that something was thrown, whatever the request was about. */
    Fault uncaught(Throwable thrown) {
        DatabaseFailure failure = databaseFailure(thrown);
        return failure == null ? new Fault.UncaughtException(thrown) : new Fault.Database(failure, thrown);
    }

    /** An error page that fails of the database is a failure of the database, unless it stands for a page that has a bug of its own. */
    private Fault failedErrorPage(HttpServletRequest request, Throwable thrown) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 0;
        boolean standsForBug = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable earlier
                ? databaseFailure(earlier) == null
                : status >= 500;
        DatabaseFailure failure = standsForBug ? null : databaseFailure(thrown);
        return failure == null ? new Fault.FailedErrorPage(status, thrown) : new Fault.Database(failure, thrown);
    }

    private @Nullable DatabaseFailure databaseFailure(Throwable thrown) {
        if (!namesDatabaseFailures) {
            return null;
        }
        try {
            return DatabaseFailures.in(thrown);
        } catch (Throwable own) {
            LOG.debug("Backstop cannot tell whether it is a failure of the database", own);
            return null;
        }
    }
}
