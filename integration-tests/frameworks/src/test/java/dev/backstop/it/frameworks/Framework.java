/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.omnifaces.filter.CompressedResponseFilter;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.Http403ForbiddenEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.savedrequest.RequestCacheAwareFilter;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.zalando.logbook.Correlation;
import org.zalando.logbook.HttpLogWriter;
import org.zalando.logbook.Logbook;
import org.zalando.logbook.Precorrelation;
import org.zalando.logbook.core.DefaultHttpLogFormatter;
import org.zalando.logbook.core.DefaultSink;
import org.zalando.logbook.servlet.LogbookFilter;

/** A filter of a framework, and the dispatches for which the framework registers it. */
enum Framework {
    CONTENT_CACHING_RESPONSE(EnumSet.allOf(DispatcherType.class), ContentCachingResponseFilter::new),
    CONTENT_CACHING_REQUEST(EnumSet.allOf(DispatcherType.class), ContentCachingRequestFilter::new),
    SHALLOW_ETAG(EnumSet.allOf(DispatcherType.class), ShallowEtagHeaderFilter::new),
    COMPRESSION(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), CompressedResponseFilter::new),
    LOGBOOK(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), Framework::logbook),
    SECURITY(EnumSet.allOf(DispatcherType.class), Framework::security),
    ERROR_PAGES(EnumSet.allOf(DispatcherType.class), ErrorPageFilter::new),
    ERROR_PAGES_WITH_ONE_OF_ITS_OWN(EnumSet.allOf(DispatcherType.class), Framework::errorPageFilterWithPage);

    private final Set<DispatcherType> dispatches;
    private final Supplier<Filter> filter;

    Framework(Set<DispatcherType> dispatches, Supplier<Filter> filter) {
        this.dispatches = dispatches;
        this.filter = filter;
    }

    EnumSet<DispatcherType> dispatches() {
        return EnumSet.copyOf(dispatches);
    }

    Filter newFilter() {
        return filter.get();
    }

    /** The chain as Spring Security makes it by default, as far as it wraps or writes something. */
    private static Filter security() {
        SecurityContextHolderAwareRequestFilter servletApi = new SecurityContextHolderAwareRequestFilter();
        FilterChainProxy proxy = new FilterChainProxy(new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                new WebAsyncManagerIntegrationFilter(),
                new SecurityContextHolderFilter(new HttpSessionSecurityContextRepository()),
                new HeaderWriterFilter(List.of(
                        new XContentTypeOptionsHeaderWriter(),
                        new CacheControlHeadersWriter(),
                        new HstsHeaderWriter(),
                        new XFrameOptionsHeaderWriter())),
                new RequestCacheAwareFilter(),
                servletApi,
                new AnonymousAuthenticationFilter("key"),
                new ExceptionTranslationFilter(new Http403ForbiddenEntryPoint())));
        try {
            servletApi.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return proxy;
    }

    /** It keeps the bodies only if somebody wants them. */
    private static Filter logbook() {
        HttpLogWriter writer = new HttpLogWriter() {
            @Override
            public void write(Precorrelation precorrelation, String request) {
                // that it was made is enough
            }

            @Override
            public void write(Correlation correlation, String response) {
                // that it was made is enough
            }
        };
        return new LogbookFilter(Logbook.builder()
                .sink(new DefaultSink(new DefaultHttpLogFormatter(), writer))
                .build());
    }

    /** The class of an error page is in another package in each version of Spring Boot. */
    private static Filter errorPageFilterWithPage() {
        ErrorPageFilter filter = new ErrorPageFilter();
        Method add = Stream.of(ErrorPageFilter.class.getMethods())
                .filter(method -> method.getName().equals("addErrorPages"))
                .findFirst()
                .orElseThrow();
        Class<?> errorPage = add.getParameterTypes()[0].getComponentType();
        try {
            Object pages = Array.newInstance(errorPage, 1);
            Array.set(pages, 0, errorPage.getConstructor(String.class).newInstance(OwnErrorPage.INSTANCE.path()));
            add.invoke(filter, pages);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Spring Boot's error page", e);
        }
        return filter;
    }
}
