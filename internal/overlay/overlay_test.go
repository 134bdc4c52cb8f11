package overlay_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/overlay"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

func apply(tb testing.TB, text string) (*catalog.Catalog, *price.Book, []overlay.Problem) {
	tb.Helper()
	c, err := catalog.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return overlay.Apply(c, price.Embedded(), overlay.File{Name: "facts.json", Text: []byte(text)})
}

func TestApplyLaysFactsOverTheEmbeddedOnes(t *testing.T) {
	t.Parallel()
	c, b, problems := apply(t, `{
  "as_of": "2026-11-01",
  "source": "our own measurements",
  "services": {
    "kendra": {"policy_supported": true, "ipv6": null, "iam_prefixes": ["kendra"]},
    "shiny": {"name": "Amazon Shiny", "types": ["Interface"], "service_name": "com.amazonaws.{region}.shiny", "partitions": ["aws"], "ports": [443]}
  },
  "aliases": {"Our Shiny": ["shiny"]},
  "workloads": {"shiny_pull": {"description": "d", "required": ["shiny", "s3"]}},
  "regions": {"xx-test-1": {"name": "Test", "partition": "aws", "dns_suffix": "amazonaws.com"}},
  "prices": {"ap-northeast-2": {"interface_endpoint_hour": 0.0117, "interface_endpoint_gb": [{"up_to": 1000, "rate": 0.009}, {"rate": 0.001}]}}
}`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	kendra, _ := c.Service("kendra")
	if kendra.PolicySupported == nil || !*kendra.PolicySupported || kendra.IPv6 != nil || kendra.Name == "" {
		t.Errorf("kendra is %+v", kendra)
	}
	if refs, err := c.Resolve("our shiny"); err != nil || refs[0].Key != "shiny" {
		t.Errorf("%v, %v", refs, err)
	}
	if offer, ok := c.Offer("shiny", "xx-test-1", catalog.Interface); !ok || offer.ServiceName != "com.amazonaws.xx-test-1.shiny" {
		t.Errorf("%+v", offer)
	}
	if w, ok := c.Workload("shiny_pull"); !ok || len(w.Required) != 2 {
		t.Errorf("%+v", w)
	}
	p, ok := b.Price("ap-northeast-2", price.InterfaceEndpointHour, false)
	if !ok || p.First().String() != "0.0117" || p.AsOf != "2026-11-01" || p.Confidence != price.Stated {
		t.Errorf("%+v", p)
	}
	if p, _ := b.Price("ap-northeast-2", price.InterfaceEndpointGB, false); len(p.Tiers) != 2 {
		t.Errorf("%+v", p)
	}
	// The embedded facts are shared by everybody and must not have changed.
	embedded, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if old, _ := embedded.Service("kendra"); old.IAMPrefixes != nil {
		t.Error("the embedded facts changed")
	}
}

func TestApplyReportsEveryFaultWhereItStands(t *testing.T) {
	t.Parallel()
	const head = "{\n  \"as_of\": \"2026-11-01\",\n  \"source\": \"x\",\n"
	for name, tc := range map[string]struct {
		text string
		want []string
	}{
		"not JSON":             {"{\n  \"as_of\": ]\n}", []string{"facts.json, line 2, column 12: this is not JSON"}},
		"empty":                {"", []string{"facts.json, line 1, column 1: this is not JSON"}},
		"a comment":            {head + "// x\n\"services\": {}}", []string{"line 4, column 1: comments and trailing commas are not standard JSON"}},
		"a trailing comma":     {head + "\"services\": {},\n}", []string{"line 5, column 1: comments and trailing commas are not standard JSON"}},
		"no currency":          {head + "\"prices\": {\"eusc-de-east-1\": {\"nat_gateway_hour\": 1}}}", []string{"line 4, column 30, prices.eusc-de-east-1: the price book does not know this Region's currency"}},
		"a key twice":          {head + "\"services\": {\"s3\": {}, \"s3\": {}}}", []string{"services.s3: this key stands there twice"}},
		"no date":              {`{"source": "x"}`, []string{`as_of: as_of is the date of the facts, YYYY-MM-DD; found ""`}},
		"an unknown field":     {head + "\"services\": {\"s3\": {\"polcy_supported\": true}}}", []string{`line 4, column 40, services.s3.polcy_supported: "polcy_supported" is not known here`}},
		"a wrong type":         {head + "\"services\": {\n\"s3\": {\"types\": [\"Gatway\"]}}}", []string{`line 5, column 17, services.s3.types: "Gatway" is none of Gateway, Interface`}},
		"a dead link":          {head + "\"services\": {\n\"s3\": {\"companions\": [\"ec3\"]}}}", []string{`line 5, column 22, services.s3.companions: there is no service "ec3"`}},
		"a contradiction":      {head + "\"services\": {\n\"s3\": {\"types\": []}}}", []string{`services.s3.types: reach "endpoint" contradicts 0 endpoint types`}},
		"an unknown Region":    {head + "\"prices\": {\"ap-northest-2\": {\"nat_gateway_hour\": 1}}}", []string{`prices.ap-northest-2: "ap-northest-2" is not a Region`}},
		"an unknown item":      {head + "\"prices\": {\"us-east-1\": {\"nat_gatway_hour\": 1}}}", []string{"line 4, column 45, prices.us-east-1.nat_gatway_hour:", "nat_gateway_hour"}},
		"tiers out of order":   {head + "\"prices\": {\"us-east-1\": {\"nat_gateway_gb\": [{\"up_to\": 9, \"rate\": 1}, {\"up_to\": 5, \"rate\": 1}, {\"rate\": 1}]}}}", []string{"prices.us-east-1.nat_gateway_gb:"}},
		"an alias of nothing":  {head + "\"aliases\": {\"x\": [\"nothing\"]}}", []string{`aliases.x: there is no service "nothing"`}},
		"a new bare Region":    {head + "\"regions\": {\"xx-new-1\": {\"name\": \"New\"}}}", []string{"regions.xx-new-1: a new Region needs partition and dns_suffix"}},
		"a list as a flag":     {head + "\"services\": {\"s3\": {\"ipv6\": [true]}}}", []string{"services.s3.ipv6: expected true or false, found a list"}},
		"a string as a list":   {head + "\"services\": {\"s3\": {\"types\": \"Gateway\"}}}", []string{"services.s3.types: expected a list, found a string"}},
		"a name inside":        {head + "\"services\": {\"s3\": {\"regions\": {\"mode\": \"only\", \"list\": [], \"lst\": []}}}}", []string{"services.s3.lst: \"lst\" is not known here"}},
		"an unknown section":   {head + "\"servces\": {}}", []string{"servces: \"servces\" is not known here"}},
		"no source":            {`{"as_of": "2026-11-01", "source": ""}`, []string{"source: source says where"}},
		"a date in words":      {`{"as_of": "1 November", "source": "x"}`, []string{`as_of: as_of is the date of the facts, YYYY-MM-DD; found "1 November"`}},
		"an empty alias":       {head + "\"aliases\": {\"x\": []}}", []string{"aliases.x: an alias stands for at least one service"}},
		"a workload's name":    {head + "\"workloads\": {\"My-Load\": {\"required\": [\"s3\"]}}}", []string{"workloads.My-Load: the name of a workload is in snake case"}},
		"a price in words":     {head + "\"prices\": {\"us-east-1\": {\"nat_gateway_gb\": \"0.045\"}}}", []string{"prices.us-east-1.nat_gateway_gb: expected a number"}},
		"a tier in words":      {head + "\"prices\": {\"us-east-1\": {\"nat_gateway_gb\": [{\"rate\": \"0.045\"}]}}}", []string{"prices.us-east-1.nat_gateway_gb: every tier needs a number"}},
		"a tier's unknown key": {head + "\"prices\": {\"us-east-1\": {\"nat_gateway_gb\": [{\"rate\": 1, \"upto\": 5}]}}}", []string{`"upto" is not known here`}},
		"a negative price":     {head + "\"prices\": {\"us-east-1\": {\"nat_gateway_gb\": -1}}}", []string{"prices.us-east-1.nat_gateway_gb:"}},
		"a currency":           {head + "\"prices\": {\"us-east-1\": {\"currency\": \"usd\"}}}", []string{"prices.us-east-1.currency: expected one of USD, CNY, EUR"}},
		"a type twice":         {head + "\"services\": {\"sqs\": {\"types\": [\"Interface\", \"Interface\"]}}}", []string{"services.sqs.types: Interface stands there twice"}},
		"a day that is none":   {`{"as_of": "2026-13-45", "source": "x"}`, []string{`found "2026-13-45"`}},
		"a key in capitals":    {head + "\"services\": {\"SQS\": {\"name\": \"x\", \"types\": [\"Interface\"]}}}", []string{`"SQS" cannot be asked for`}},
		"a partition of mars":  {head + "\"services\": {\"sqs\": {\"partitions\": [\"mars\"]}}}", []string{`services.sqs.partitions: there is no partition "mars"`}},
		"its own successor":    {head + "\"services\": {\"sqs\": {\"superseded_by\": \"sqs\"}}}", []string{"services.sqs.superseded_by: a service cannot take its own place"}},
		"no list of Regions":   {head + "\"services\": {\"sqs\": {\"service_region_ref\": \"zz\"}}}", []string{`there is no list of Regions "zz"`}},
		"a doubtful word":      {head + "\"services\": {\"sqs\": {\"policy_confidence\": \"zz\"}}}", []string{`"zz" is none of high, medium, low`}},
		"a status of a type":   {head + "\"services\": {\"s3\": {\"by_type\": {\"Gateway\": {\"private_dns_status\": \"foo\"}}}}}", []string{`"foo" is none of documented`}},
		"only nowhere":         {head + "\"services\": {\"sqs\": {\"regions\": {\"mode\": \"only\", \"list\": []}}}}", []string{"a restriction names at least one Region"}},
		"an alias that is key": {head + "\"aliases\": {\"SQS\": [\"sns\"]}}", []string{`"sqs" is a service key, which wins over an alias`}},
		"two faults at once": {head + "\"services\": {\"s3\": {\"companions\": [\"ec3\"]}},\n\"prices\": {\"us-east-1\": {\"nope\": 1}}}", []string{
			"services.s3.companions", "prices.us-east-1.nope",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, b, problems := apply(t, tc.text)
			if len(problems) == 0 || c == nil || b == nil {
				t.Fatalf("%d problems, %v, %v", len(problems), c != nil, b != nil)
			}
			var all strings.Builder
			for _, p := range problems {
				all.WriteString(p.Error() + "\n")
			}
			for _, want := range tc.want {
				if !strings.Contains(all.String(), want) {
					t.Errorf("no %q in\n%s", want, all.String())
				}
			}
		})
	}
}

// TestSchemaAgrees holds the published JSON Schema against what Apply takes and refuses. It
// cannot see links, Regions, items and order, and knows nothing of repeated keys.
func TestSchemaAgrees(t *testing.T) {
	t.Parallel()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(overlay.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("facts.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("facts.json")
	if err != nil {
		t.Fatal(err)
	}
	const head = `"as_of": "2026-11-01", "source": "x"`
	for text, want := range map[string]bool{
		`{` + head + `}`: true,
		`{` + head + `, "services": {"kendra": {"policy_supported": true, "ipv6": null, "ports": [443]}}}`:                            true,
		`{` + head + `, "regions": {"us-east-1": {"az_ids": ["use1-az1"], "opt_in": false}}}`:                                         true,
		`{` + head + `, "workloads": {"w": {"description": "d", "required": ["s3"], "optional": [{"key": "sqs", "when": "x"}]}}}`:     true,
		`{` + head + `, "prices": {"us-east-1": {"currency": "USD", "nat_gateway_gb": [{"up_to": 5, "rate": 0.1}, {"rate": 0.05}]}}}`: true,
		`{` + head + `, "aliases": {"x": ["s3"]}}`:                                              true,
		`{"source": "x"}`:                                                                       false,
		`{"as_of": "soon", "source": "x"}`:                                                      false,
		`{` + head + `, "servces": {}}`:                                                         false,
		`{` + head + `, "services": {"s3": {"polcy": 1}}}`:                                      false,
		`{` + head + `, "services": {"s3": {"types": ["Gatway"]}}}`:                             false,
		`{` + head + `, "services": {"sqs": {"types": ["Interface", "Interface"]}}}`:            false,
		`{` + head + `, "services": {"s3": {"ipv6": [true]}}}`:                                  false,
		`{` + head + `, "services": {"s3": {"ports": [70000]}}}`:                                false,
		`{` + head + `, "services": {"s3": {"lifecycle": "gone"}}}`:                             false,
		`{` + head + `, "services": {"sqs": {"regions": {"mode": "never", "list": []}}}}`:       false,
		`{` + head + `, "aliases": {"x": []}}`:                                                  false,
		`{` + head + `, "workloads": {"My-Load": {"required": ["s3"]}}}`:                        false,
		`{` + head + `, "prices": {"us-east-1": {"nat_gateway_gb": "0.045"}}}`:                  false,
		`{` + head + `, "prices": {"us-east-1": {"nat_gateway_gb": -1}}}`:                       false,
		`{` + head + `, "prices": {"us-east-1": {"nat_gateway_gb": [{"rate": 1, "upto": 5}]}}}`: false,
		`{` + head + `, "prices": {"us-east-1": {"currency": "usd"}}}`:                          false,
	} {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := schema.Validate(value) == nil; got != want {
			t.Errorf("the schema says %v of %s", got, text)
		}
		if _, _, problems := apply(t, text); (len(problems) == 0) != want {
			t.Errorf("Apply says %v of %s", problems, text)
		}
	}
}

func FuzzApply(f *testing.F) {
	for _, seed := range []string{"", "{", `{"as_of":"2026-01-01","source":"x","services":{"s3":{"types":[]}}}`, `{"as_of":"2026-01-01","source":"x","prices":{"us-east-1":{"nat_gateway_gb":[{"rate":1e400}]}}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, b, problems := apply(t, text)
		if c == nil || b == nil {
			t.Fatal("nothing came back")
		}
		for _, p := range problems {
			if p.Line < 1 || p.Column < 1 || p.Text == "" {
				t.Fatalf("%+v", p)
			}
		}
	})
}
