// Command spans sends a number of spans over Jaeger thrift compact (UDP) or OTLP/gRPC, as an application's SDK would, and
// prints the id of each span that the receiver acknowledged. Over UDP nothing is acknowledged: what left the socket counts.
package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"net"
	"os"
	"os/signal"
	"time"

	"go.opentelemetry.io/otel/attribute"
	//lint:ignore SA1019 the protocol of the original example's generator
	"go.opentelemetry.io/otel/exporters/jaeger"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
)

func main() {
	protocol := flag.String("protocol", "otlp", "otlp or thrift-compact")
	endpoint := flag.String("endpoint", "localhost:4317", "host:port of the receiver")
	service := flag.String("service", "spans", "service.name of the spans")
	count := flag.Int("count", 100, "how many spans")
	batch := flag.Int("batch", 10, "spans per request, which are one trace")
	rate := flag.Float64("rate", 100, "spans per second")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exporter, err := newExporter(ctx, *protocol, *endpoint)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	defer exporter.Shutdown(context.Background())

	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	res := resource.NewSchemaless(attribute.String("service.name", *service))
	pause := time.Duration(float64(*batch) / *rate * float64(time.Second))
	next := time.Now()
	for sent := 0; sent < *count && ctx.Err() == nil; sent += *batch {
		spans := newTrace(min(*batch, *count-sent), res)
		call, cancel := context.WithTimeout(ctx, 5*time.Second)
		err := exporter.ExportSpans(call, spans.Snapshots())
		cancel()
		for _, span := range spans {
			if err == nil {
				fmt.Fprintln(out, span.SpanContext.SpanID())
			}
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "refused:", err)
		}
		next = next.Add(pause)
		time.Sleep(time.Until(next))
	}
}

func newExporter(ctx context.Context, protocol, endpoint string) (sdktrace.SpanExporter, error) {
	switch protocol {
	case "otlp":
		return otlptracegrpc.New(ctx, otlptracegrpc.WithEndpoint(endpoint), otlptracegrpc.WithInsecure(),
			otlptracegrpc.WithRetry(otlptracegrpc.RetryConfig{Enabled: false}))
	case "thrift-compact":
		host, port, err := net.SplitHostPort(endpoint)
		if err != nil {
			return nil, err
		}
		return jaeger.New(jaeger.WithAgentEndpoint(jaeger.WithAgentHost(host), jaeger.WithAgentPort(port)))
	default:
		return nil, fmt.Errorf("unknown protocol %q", protocol)
	}
}

// newTrace makes one trace: a root and its children.
func newTrace(size int, res *resource.Resource) tracetest.SpanStubs {
	var traceID trace.TraceID
	rand.Read(traceID[:])
	var root trace.SpanContext
	spans := make(tracetest.SpanStubs, size)
	for i := range spans {
		var spanID trace.SpanID
		rand.Read(spanID[:])
		now := time.Now()
		self := trace.NewSpanContext(trace.SpanContextConfig{TraceID: traceID, SpanID: spanID, TraceFlags: trace.FlagsSampled})
		if i == 0 {
			root = self
		}
		spans[i] = tracetest.SpanStub{Name: fmt.Sprintf("work-%d", i), SpanContext: self, SpanKind: trace.SpanKindInternal,
			StartTime: now, EndTime: now.Add(time.Millisecond), Resource: res}
		if i > 0 {
			spans[i].Parent = root
		}
	}
	return spans
}
