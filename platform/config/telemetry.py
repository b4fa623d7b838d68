"""OpenTelemetry, only when an operator names a collector: nothing is imported or measured otherwise."""

from config.environment import Environment


def start_tracing(environment: Environment, service: str) -> bool:
    """Send traces of requests, queries and tasks to the collector; returns whether tracing is on.

    Span names and attributes hold routes and statements without their values; never text that a person wrote.
    """
    if not environment.otlp_endpoint:
        return False
    # Tracing is optional: a process without a collector must not pay for these imports.
    from opentelemetry import trace  # noqa: PLC0415
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.instrumentation.celery import CeleryInstrumentor  # noqa: PLC0415
    from opentelemetry.instrumentation.django import DjangoInstrumentor  # noqa: PLC0415
    from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=environment.otlp_endpoint)))
    trace.set_tracer_provider(provider)
    # Some addresses hold a secret, and a span holds the address.
    DjangoInstrumentor().instrument(excluded_urls="account/(invitation|confirm-email|password/reset/key)/")
    PsycopgInstrumentor().instrument()
    CeleryInstrumentor().instrument()  # type: ignore[no-untyped-call] # the library has no types here
    return True
