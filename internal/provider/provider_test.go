package provider

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// TestStartReadsNoFact proves that starting, describing, configuring and validating cost
// nothing: only an answer reads the facts.
func TestStartReadsNoFact(t *testing.T) {
	t.Parallel()
	var reads atomic.Int32
	p := &vpceProvider{version: "test", facts: func() (facts, error) {
		reads.Add(1)
		return embeddedFacts()
	}}
	server := providerserver.NewProtocol6(p)()
	schemas := schemasOf(t, server)
	if len(schemas.DataSourceSchemas) == 0 || len(schemas.Functions) == 0 {
		t.Fatal("the schema is empty")
	}
	if _, err := server.GetMetadata(context.Background(), &tfprotov6.GetMetadataRequest{}); err != nil {
		t.Fatal(err)
	}
	if problems := configure(t, server, values{"region": "ap-northeast-2", "rule_severity": values{"SG-*": "warning"}}); len(problems) > 0 {
		t.Fatal(problems)
	}
	schema := schemas.DataSourceSchemas["vpce_service"]
	if _, err := server.ValidateDataResourceConfig(context.Background(), &tfprotov6.ValidateDataResourceConfigRequest{
		TypeName: "vpce_service", Config: dynamicValue(t, schema, values{"service": "s3"}),
	}); err != nil {
		t.Fatal(err)
	}
	if n := reads.Load(); n != 0 {
		t.Errorf("the facts were read %d times before anything was asked", n)
	}
	if _, problems := read(t, server, "vpce_service", values{"service": "s3"}); len(problems) > 0 {
		t.Fatal(problems)
	}
	if reads.Load() == 0 {
		t.Error("the answer did not come through the counted reader, so the test above proves nothing")
	}
}

func TestRegionComesFromThreePlaces(t *testing.T) {
	region := func(config, arguments values) (any, []string) {
		arguments["service"] = "logs"
		state, problems := read(t, serve(t, config), "vpce_service", arguments)
		if len(problems) > 0 {
			return nil, problems
		}
		return at(t, state, "service_names", "Interface"), nil
	}
	t.Setenv("AWS_REGION", "")
	t.Setenv("AWS_DEFAULT_REGION", "")
	if _, problems := region(nil, values{}); len(problems) != 1 || !strings.Contains(problems[0], "Missing Region") ||
		!strings.Contains(problems[0], "region argument here") || !strings.Contains(problems[0], "AWS_REGION") {
		t.Errorf("got %v", problems)
	}
	t.Setenv("AWS_DEFAULT_REGION", "eu-west-1")
	if got, _ := region(nil, values{}); got != "com.amazonaws.eu-west-1.logs" {
		t.Errorf("got %v", got)
	}
	t.Setenv("AWS_REGION", "eu-west-2")
	if got, _ := region(nil, values{}); got != "com.amazonaws.eu-west-2.logs" {
		t.Errorf("got %v", got)
	}
	if got, _ := region(values{"region": "eu-west-3"}, values{}); got != "com.amazonaws.eu-west-3.logs" {
		t.Errorf("got %v", got)
	}
	if got, _ := region(values{"region": "eu-west-3"}, values{"region": "eu-north-1"}); got != "com.amazonaws.eu-north-1.logs" {
		t.Errorf("got %v", got)
	}
	if _, problems := region(values{"region": unknown}, values{}); len(problems) != 1 || !strings.Contains(problems[0], "known only at apply") {
		t.Errorf("got %v", problems)
	}
}

func TestUnusableConfiguration(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	broken := file("broken.json", "{\n  \"as_of\": \"2026-11-01\",\n  \"source\": \"x\",\n  \"services\": {\"s3\": {\"polcy\": true}}\n}")
	for name, tc := range map[string]struct {
		config values
		want   []string
	}{
		"severity of no rule":    {values{"rule_severity": values{"GX-01": "error"}}, []string{`AttributeName("rule_severity").ElementKeyString("GX-01")`, "Invalid Rule Severity"}},
		"severity word":          {values{"rule_severity": values{"GW-03": "fatal"}}, []string{`ElementKeyString("GW-03")`, "error, warning, info"}},
		"hours":                  {values{"hours_per_month": 800}, []string{`AttributeName("hours_per_month")`, "at most 744"}},
		"no hours":               {values{"hours_per_month": 0}, []string{"Invalid Hours Per Month"}},
		"a missing file":         {values{"facts_files": []any{filepath.Join(dir, "none.json")}}, []string{`AttributeName("facts_files").ElementKeyInt(0)`, "Unreadable Facts File"}},
		"a broken file":          {values{"facts_files": []any{broken}}, []string{"Invalid Facts File", "line 4, column 32", "services.s3.polcy"}},
		"files known at apply":   {values{"facts_files": unknown}, []string{`AttributeName("facts_files"): Unknown Provider Configuration`}},
		"a file known at apply":  {values{"facts_files": []any{unknown, filepath.Join(dir, "none.json")}}, []string{"ElementKeyInt(0): Unknown Provider Configuration", "ElementKeyInt(1): Unreadable Facts File"}},
		"hours known at apply":   {values{"hours_per_month": unknown}, []string{`AttributeName("hours_per_month"): Unknown Provider Configuration`}},
		"a severity at apply":    {values{"rule_severity": values{"GW-03": unknown}}, []string{`ElementKeyString("GW-03"): Unknown Provider Configuration`}},
		"severities at apply":    {values{"rule_severity": unknown}, []string{`AttributeName("rule_severity"): Unknown Provider Configuration`}},
		"every fault at once":    {values{"hours_per_month": -1, "rule_severity": values{"GX-01": "error"}, "facts_files": []any{broken}}, []string{"Invalid Hours", "Invalid Rule", "Invalid Facts File"}},
		"a null element of list": {values{"facts_files": []any{nil}}, []string{"facts_files"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			says(t, configure(t, Server("test")(), tc.config), tc.want)
		})
	}
}

func TestFactsFilesReachTheAnswers(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "facts.json")
	text := `{"as_of": "2026-11-01", "source": "x", "services": {"shiny": {"name": "Amazon Shiny", "types": ["Interface"], "service_name": "com.amazonaws.{region}.shiny", "partitions": ["aws"], "ports": [8443]}}}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	server := serve(t, values{"region": "us-east-1", "facts_files": []any{path}})
	state, problems := read(t, server, "vpce_recommendation", values{"services": []string{"shiny"}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := at(t, state, "endpoints", "shiny/interface", "service_name"); got != "com.amazonaws.us-east-1.shiny" {
		t.Errorf("got %v", got)
	}
	if _, problems := read(t, serve(t, values{"region": "us-east-1"}), "vpce_recommendation", values{"services": []string{"shiny"}}); len(problems) == 0 {
		t.Error("the file of one provider reached another")
	}
}

func TestRuleSeverityMovesFindings(t *testing.T) {
	t.Parallel()
	ask := values{"services": []string{"ecr.dkr"}}
	state, _ := read(t, serve(t, values{"region": "us-east-1"}), "vpce_recommendation", ask)
	if got := findingsOf(t, state); !slices.Contains(got, "error DEP-01 s3") {
		t.Errorf("got %v", got)
	}
	state, _ = read(t, serve(t, values{"region": "us-east-1", "rule_severity": values{"DEP-*": "warning", "DEP-01": "info"}}), "vpce_recommendation", ask)
	if got := findingsOf(t, state); !slices.Contains(got, "info DEP-01 s3") {
		t.Errorf("got %v", got)
	}
	state, _ = read(t, serve(t, values{"region": "us-east-1", "rule_severity": values{"DEP-*": "off"}}), "vpce_recommendation", ask)
	if got := strings.Join(findingsOf(t, state), " "); strings.Contains(got, "DEP-") {
		t.Errorf("got %v", got)
	}
}

// TestPanicBecomesADiagnostic keeps a bug in one call from ending all calls in flight.
func TestPanicBecomesADiagnostic(t *testing.T) {
	t.Parallel()
	p := &vpceProvider{facts: func() (facts, error) { panic("broken on purpose") }}
	server := &recovering{providerserver.NewProtocol6(p)()}
	configure(t, server, values{"region": "us-east-1"})
	_, problems := read(t, server, "vpce_service", values{"service": "s3"})
	if len(problems) != 1 || !strings.Contains(problems[0], "broken on purpose") || !strings.Contains(problems[0], "bug in the provider") {
		t.Errorf("got %v", problems)
	}
	resp, err := server.CallFunction(context.Background(), &tfprotov6.CallFunctionRequest{
		Name: "service_name", Arguments: []*tfprotov6.DynamicValue{text(t, "s3"), text(t, "us-east-1")},
	})
	if err != nil || resp.Error == nil || !strings.Contains(resp.Error.Text, "broken on purpose") {
		t.Errorf("got %v, %v", resp, err)
	}
}

// BenchmarkStart measures the time from exec to the handshake, beside that of an empty
// provider built in the same run.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	for name, pkg := range map[string]string{"vpce": "../..", "empty": "./testdata/empty"} {
		b.Run(name, func(b *testing.B) {
			binary := filepath.Join(dir, name)
			if out, err := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, pkg).CombinedOutput(); err != nil {
				b.Fatalf("%v\n%s", err, out)
			}
			for b.Loop() {
				handshake(b, binary)
			}
		})
	}
}

// handshake starts a provider as Terraform does and waits for its first line.
func handshake(b *testing.B, binary string) {
	b.Helper()
	command := exec.Command(binary)
	command.Env = append(os.Environ(),
		"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2", "PLUGIN_PROTOCOL_VERSIONS=6")
	out, err := command.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	line := make([]byte, 256)
	if n, err := out.Read(line); err != nil || !strings.Contains(string(line[:n]), "|tcp|") && !strings.Contains(string(line[:n]), "|unix|") {
		b.Fatalf("%q, %v", line, err)
	}
	if err := command.Process.Kill(); err != nil {
		b.Fatal(err)
	}
	_ = command.Wait() // it was killed
}
