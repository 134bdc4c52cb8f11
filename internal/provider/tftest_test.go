package provider

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
)

// values are attributes of a configuration in plain Go: string, bool, int, *big.Float,
// nil, []any, map[string]any, or unknown.
type values = map[string]any

// unknown stands for a value that is known only at apply.
type unknownValue struct{}

var unknown = unknownValue{}

// serve starts a configured protocol server without Terraform.
func serve(tb testing.TB, config values) tfprotov6.ProviderServer {
	tb.Helper()
	server := Server("test")()
	if problems := configure(tb, server, config); len(problems) > 0 {
		tb.Fatalf("configuring the provider: %v", problems)
	}
	return server
}

// configure calls ValidateProviderConfig and ConfigureProvider, as Terraform does, and returns what it says.
func configure(tb testing.TB, server tfprotov6.ProviderServer, config values) []string {
	tb.Helper()
	schemas := schemasOf(tb, server)
	dynamic := dynamicValue(tb, schemas.Provider, config)
	validated, err := server.ValidateProviderConfig(context.Background(), &tfprotov6.ValidateProviderConfigRequest{Config: dynamic})
	if err != nil {
		tb.Fatal(err)
	}
	if problems := diagnostics(validated.Diagnostics); len(problems) > 0 {
		return problems
	}
	resp, err := server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.8.0", Config: dynamic})
	if err != nil {
		tb.Fatal(err)
	}
	return diagnostics(resp.Diagnostics)
}

// read calls ValidateDataResourceConfig and ReadDataSource, and returns the state as plain
// says holds that errors name each of want, and that none of them calls an input a bug.
func says(tb testing.TB, problems, want []string) {
	tb.Helper()
	all := strings.Join(problems, "\n")
	if len(problems) == 0 {
		tb.Error("want an error, got none")
	}
	if strings.Contains(all, "bug in the provider") || strings.Contains(all, "always an error in the provider") {
		tb.Errorf("an input is called a bug: %s", all)
	}
	for _, part := range want {
		if !strings.Contains(all, part) {
			tb.Errorf("no %q in %q", part, all)
		}
	}
}

// Go, where numbers are their exact text, and the diagnostics as text.
func read(tb testing.TB, server tfprotov6.ProviderServer, name string, config values) (values, []string) {
	tb.Helper()
	schema, ok := schemasOf(tb, server).DataSourceSchemas[name]
	if !ok {
		tb.Fatalf("there is no data source %s", name)
	}
	dynamic := dynamicValue(tb, schema, config)
	validated, err := server.ValidateDataResourceConfig(context.Background(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: dynamic})
	if err != nil {
		tb.Fatal(err)
	}
	if problems := diagnostics(validated.Diagnostics); len(problems) > 0 {
		return nil, problems
	}
	resp, err := server.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: dynamic})
	if err != nil {
		tb.Fatal(err)
	}
	problems := diagnostics(resp.Diagnostics)
	if resp.State == nil {
		return nil, problems
	}
	state, err := resp.State.Unmarshal(schema.ValueType())
	if err != nil {
		tb.Fatal(err)
	}
	out, _ := plain(tb, state).(values)
	return out, problems
}

// call runs a function and returns its result as plain Go, or the error's text.
func call(tb testing.TB, name string, arguments ...any) (any, string) {
	tb.Helper()
	server := Server("test")()
	functions, err := server.GetFunctions(context.Background(), &tfprotov6.GetFunctionsRequest{})
	if err != nil {
		tb.Fatal(err)
	}
	f, ok := functions.Functions[name]
	if !ok {
		tb.Fatalf("there is no function %s", name)
	}
	req := &tfprotov6.CallFunctionRequest{Name: name}
	for i, argument := range arguments {
		v, err := tfprotov6.NewDynamicValue(f.Parameters[i].Type, value(tb, f.Parameters[i].Type, argument))
		if err != nil {
			tb.Fatal(err)
		}
		req.Arguments = append(req.Arguments, &v)
	}
	resp, err := server.CallFunction(context.Background(), req)
	if err != nil {
		tb.Fatal(err)
	}
	if resp.Error != nil {
		return nil, resp.Error.Text
	}
	result, err := resp.Result.Unmarshal(f.Return.Type)
	if err != nil {
		tb.Fatal(err)
	}
	return plain(tb, result), ""
}

func schemasOf(tb testing.TB, server tfprotov6.ProviderServer) *tfprotov6.GetProviderSchemaResponse {
	tb.Helper()
	resp, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		tb.Fatal(err)
	}
	if problems := diagnostics(resp.Diagnostics); len(problems) > 0 {
		tb.Fatalf("schema: %v", problems)
	}
	return resp
}

// dynamicValue makes a configuration in which attributes that are not named are null.
func dynamicValue(tb testing.TB, schema *tfprotov6.Schema, config values) *tfprotov6.DynamicValue {
	tb.Helper()
	object, ok := schema.ValueType().(tftypes.Object)
	if !ok {
		tb.Fatal("the schema is not an object")
	}
	for name := range config {
		if _, ok := object.AttributeTypes[name]; !ok {
			tb.Fatalf("the schema has no attribute %q", name)
		}
	}
	dynamic, err := tfprotov6.NewDynamicValue(object, value(tb, object, config))
	if err != nil {
		tb.Fatal(err)
	}
	return &dynamic
}

// value turns plain Go into a value of the type, missing attributes into null.
func value(tb testing.TB, t tftypes.Type, in any) tftypes.Value {
	tb.Helper()
	if in == nil {
		return tftypes.NewValue(t, nil)
	}
	if _, ok := in.(unknownValue); ok {
		return tftypes.NewValue(t, tftypes.UnknownValue)
	}
	if t.Is(tftypes.DynamicPseudoType) {
		t = typeOf(tb, in)
	}
	if texts, ok := in.([]string); ok {
		list := make([]any, len(texts))
		for i, text := range texts {
			list[i] = text
		}
		in = list
	}
	switch t := t.(type) {
	case tftypes.Object:
		out := map[string]tftypes.Value{}
		for name, attribute := range t.AttributeTypes {
			out[name] = value(tb, attribute, in.(values)[name])
		}
		return tftypes.NewValue(t, out)
	case tftypes.Map:
		out := map[string]tftypes.Value{}
		for name, element := range in.(values) {
			out[name] = value(tb, t.ElementType, element)
		}
		return tftypes.NewValue(t, out)
	case tftypes.List:
		return tftypes.NewValue(t, elements(tb, t.ElementType, in))
	case tftypes.Set:
		return tftypes.NewValue(t, elements(tb, t.ElementType, in))
	case tftypes.Tuple:
		out := make([]tftypes.Value, len(t.ElementTypes))
		for i, element := range in.([]any) {
			out[i] = value(tb, t.ElementTypes[i], element)
		}
		return tftypes.NewValue(t, out)
	}
	if f, ok := in.(float64); ok {
		in = big.NewFloat(f)
	}
	return tftypes.NewValue(t, in)
}

func elements(tb testing.TB, t tftypes.Type, in any) []tftypes.Value {
	tb.Helper()
	out := []tftypes.Value{}
	for _, element := range in.([]any) {
		out = append(out, value(tb, t, element))
	}
	return out
}

// typeOf gives a plain value the type that Terraform would give the literal.
func typeOf(tb testing.TB, in any) tftypes.Type {
	tb.Helper()
	switch in := in.(type) {
	case string:
		return tftypes.String
	case bool:
		return tftypes.Bool
	case int, float64, *big.Float:
		return tftypes.Number
	case values:
		out := map[string]tftypes.Type{}
		for name, element := range in {
			out[name] = typeOf(tb, element)
		}
		return tftypes.Object{AttributeTypes: out}
	case []any:
		out := make([]tftypes.Type, len(in))
		for i, element := range in {
			out[i] = typeOf(tb, element)
		}
		return tftypes.Tuple{ElementTypes: out}
	case []string:
		out := make([]tftypes.Type, len(in))
		for i := range in {
			out[i] = tftypes.String
		}
		return tftypes.Tuple{ElementTypes: out}
	default:
		return tftypes.DynamicPseudoType
	}
}

// plain turns a value into plain Go.
func plain(tb testing.TB, v tftypes.Value) any {
	tb.Helper()
	if v.IsNull() {
		return nil
	}
	if !v.IsKnown() {
		return unknown
	}
	fail := func(err error) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	switch {
	case v.Type().Is(tftypes.String):
		var s string
		fail(v.As(&s))
		return s
	case v.Type().Is(tftypes.Bool):
		var b bool
		fail(v.As(&b))
		return b
	case v.Type().Is(tftypes.Number):
		var f big.Float
		fail(v.As(&f))
		return f.Text('f', -1)
	case v.Type().Is(tftypes.Map{}), v.Type().Is(tftypes.Object{}):
		var m map[string]tftypes.Value
		fail(v.As(&m))
		out := values{}
		for name, element := range m {
			out[name] = plain(tb, element)
		}
		return out
	default:
		var list []tftypes.Value
		fail(v.As(&list))
		out := []any{}
		for _, element := range list {
			out = append(out, plain(tb, element))
		}
		return out
	}
}

// text makes a function's string argument.
func text(tb testing.TB, s string) *tfprotov6.DynamicValue {
	tb.Helper()
	v, err := tfprotov6.NewDynamicValue(tftypes.String, tftypes.NewValue(tftypes.String, s))
	if err != nil {
		tb.Fatal(err)
	}
	return &v
}

// diagnostics prints each as "error|warning path: summary: detail", sorted.
func diagnostics(in []*tfprotov6.Diagnostic) []string {
	var out []string
	for _, d := range in {
		out = append(out, fmt.Sprintf("%s %s: %s: %s", strings.ToLower(d.Severity.String()), d.Attribute, d.Summary, d.Detail))
	}
	slices.Sort(out)
	return out
}

// at walks into plain values by map keys and list indexes.
func at(tb testing.TB, v any, path ...any) any {
	tb.Helper()
	for _, step := range path {
		switch step := step.(type) {
		case string:
			m, ok := v.(values)
			if !ok {
				tb.Fatalf("%v is not an object at %q", v, step)
			}
			if v, ok = m[step]; !ok {
				tb.Fatalf("there is no %q among %v", step, slices.Sorted(maps.Keys(m)))
			}
		case int:
			v = v.([]any)[step]
		}
	}
	return v
}

// findingsOf lists an answer's findings as "severity rule target".
func findingsOf(tb testing.TB, state values) []string {
	tb.Helper()
	out := []string{}
	for _, f := range state["findings"].([]any) {
		out = append(out, fmt.Sprintf("%s %s %s", at(tb, f, "severity"), at(tb, f, "rule"), at(tb, f, "target")))
	}
	return out
}

// notCheckedOf lists an answer's unchecked rules as "rule target".
func notCheckedOf(tb testing.TB, state values) []string {
	tb.Helper()
	out := []string{}
	for _, n := range state["not_checked"].([]any) {
		out = append(out, fmt.Sprintf("%s %s", at(tb, n, "rule"), at(tb, n, "target")))
	}
	return out
}

// factories serve the provider to a real Terraform.
func factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"vpce": func() (tfprotov6.ProviderServer, error) { return Server("test")(), nil },
	}
}

// acceptance runs a test with the real binary. Without one it fails: a skipped acceptance
// test looks like a passed one.
func acceptance(t *testing.T, c resource.TestCase) {
	t.Helper()
	if _, err := exec.LookPath("terraform"); err != nil && os.Getenv("TF_ACC_TERRAFORM_PATH") == "" {
		t.Fatal("no terraform in PATH and TF_ACC_TERRAFORM_PATH is not set: run `make test`, which gets one")
	}
	c.ProtoV6ProviderFactories = factories()
	resource.UnitTest(t, c)
}
