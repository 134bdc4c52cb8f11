package report

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// The Mermaid that we write, line by line. Labels hold plain characters and numbers of others.
var (
	plainLabel   = `"(?:[A-Za-z0-9 ,./-]|#\d+;|<br/>)*"`
	mermaidLines = regexp.MustCompile(`^(?:` + strings.Join([]string{
		regexp.QuoteMeta(strings.TrimSpace(settings)),
		`flowchart LR`,
		` +subgraph [a-z0-9]+\[` + plainLabel + `\]`,
		` +end`,
		` +[a-z0-9]+(?:\[` + plainLabel + `\]|\[\[` + plainLabel + `\]\]|\{\{` + plainLabel + `\}\}|\(` + plainLabel + `\))`,
		`  [a-z0-9]+ (?:-->|-\.->|===)(?:\|` + plainLabel + `\|)? [a-z0-9]+`,
		`  classDef [a-z]+Style [a-z0-9#:, -]+`,
		`  class [a-z0-9,]+ [a-z]+Style`,
		`  linkStyle [a-z0-9,]+ [a-z0-9#:, -]+`,
	}, "|") + `)$`)
	definition = regexp.MustCompile(`^ +(?:subgraph )?([a-z0-9]+)[\[({]+"`)
	connection = regexp.MustCompile(`^  ([a-z0-9]+) (?:-->|-\.->|===)\S* ?(?:[^"]*"\|)? ?([a-z0-9]+)$`)
)

// checkMermaid holds a diagram against the grammar above and the limits of Mermaid.
func checkMermaid(t interface{ Fatalf(string, ...any) }, text string) {
	if n := utf8.RuneCountInString(text); n >= 50000 {
		t.Fatalf("%d characters are too many for Mermaid", n)
	}
	ids := map[string]bool{}
	var depth, edges int
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if !mermaidLines.MatchString(line) {
			t.Fatalf("not a line that we write: %q", line)
		}
		switch trimmed := strings.TrimSpace(line); {
		case strings.HasPrefix(trimmed, "subgraph "):
			depth++
		case trimmed == "end":
			depth--
		}
		if m := definition.FindStringSubmatch(line); m != nil {
			if ids[m[1]] {
				t.Fatalf("%s is there twice", m[1])
			}
			ids[m[1]] = true
		} else if m := connection.FindStringSubmatch(line); m != nil {
			if edges++; !ids[m[1]] || !ids[m[2]] {
				t.Fatalf("an edge without its node: %q", line)
			}
		}
	}
	if depth != 0 || edges >= 500 {
		t.Fatalf("%d boxes are open, and there are %d edges", depth, edges)
	}
}

var (
	codeSpan = regexp.MustCompile("`[^`]*`")
	ourTags  = regexp.MustCompile(`</?(?:details|summary|code)>|<br>|<!-- -->`)
	starts   = regexp.MustCompile(`^(?:$|## |### |- |\d+\. |\| |<details>$|</details>$|<summary>|[A-Za-z*` + "`" + `])`)
)

// checkMarkdown wants tables with rows of one length, and no tag but ours outside of code.
func checkMarkdown(t interface{ Fatalf(string, ...any) }, text string) {
	if !utf8.ValidString(text) {
		t.Fatalf("not UTF-8")
	}
	columns, open, fenced := 0, 0, false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
			continue
		}
		if fenced {
			continue
		}
		if !starts.MatchString(line) {
			t.Fatalf("not a line that we write: %q", line)
		}
		if strings.HasPrefix(line, "| ") {
			n := strings.Count(line, "|")
			if columns != 0 && n != columns {
				t.Fatalf("%d bars where the head has %d: %q", n, columns, line)
			}
			columns = n
		} else {
			columns = 0
		}
		open += strings.Count(line, "<details>") - strings.Count(line, "</details>")
		plain := ourTags.ReplaceAllString(codeSpan.ReplaceAllString(line, ""), "")
		if strings.ContainsAny(plain, "<>`") {
			t.Fatalf("a tag or a code span that is not ours: %q", line)
		}
	}
	if open != 0 || fenced {
		t.Fatalf("%d details are open, and the fence is open: %t", open, fenced)
	}
}

func TestAnyDesign(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDesign(t)
		markdown, mermaid := Markdown(d), Mermaid(d)
		checkMarkdown(t, markdown)
		checkMermaid(t, mermaid)
		s := sketchOf(d)
		for l := range atAll { // what does not fit must be right too
			if text := s.draw(l).String(); len(text) < 50000 && len(s.draw(l).edges) < 500 {
				checkMermaid(t, text)
			}
		}
		if Markdown(d) != markdown || Mermaid(d) != mermaid {
			t.Fatalf("one design is written in two ways")
		}
	})
}

func TestGoldenDesignsKeepTheRules(t *testing.T) {
	t.Parallel()
	for _, d := range designs() {
		checkMarkdown(t, Markdown(d))
		checkMermaid(t, Mermaid(d))
	}
}

// Whatever the size, the diagram stays within what Mermaid takes, and is written at once.
func TestHugeDesign(t *testing.T) {
	t.Parallel()
	d := huge()
	before := time.Now()
	text := Mermaid(d)
	if took := time.Since(before); took > 10*time.Second {
		t.Errorf("it took %s", took)
	}
	checkMermaid(t, text)
	if !strings.Contains(text, "Drawn in short") {
		t.Error("the diagram does not say that it is short")
	}
	checkMarkdown(t, Markdown(d))
}

// Even names of which every character takes the most room leave the last level within the limits.
func TestLongNamesFit(t *testing.T) {
	t.Parallel()
	d := huge()
	long := strings.Repeat("ﬂ", 2*maxLabel)
	d.VPC = plan.VPC{ID: given(long), CIDRBlocks: maybe.Of([]plan.Text{given(long)})}
	for i := range d.Network.Subnets {
		d.Network.Subnets[i].Key, d.Network.Tables[i].Key = fmt.Sprint(long, i), fmt.Sprint(long, i)
	}
	for _, key := range slices.Sorted(maps.Keys(d.Endpoints)) {
		e := d.Endpoints[key]
		delete(d.Endpoints, key)
		e.Subnets, e.RouteTables = maybe.Absent[[]string](), maybe.Absent[[]string]()
		d.Endpoints[long+key] = e
	}
	for i, key := range d.LeftOnNAT {
		d.LeftOnNAT[i] = long + key
	}
	for key, r := range d.SecurityGroupRules {
		r.CIDRIPv4 = given(long + key)
		d.SecurityGroupRules[key] = r
	}
	checkMermaid(t, Mermaid(d))
}

func words(t *rapid.T, label string) string {
	return rapid.OneOf(rapid.SampledFrom(hostileNames()), rapid.String(), rapid.StringMatching(`[a-z0-9./_-]{1,12}`)).Draw(t, label)
}

func listOf[T any](t *rapid.T, label string, most int, one func() T) []T {
	out := make([]T, rapid.IntRange(0, most).Draw(t, label))
	for i := range out {
		out[i] = one()
	}
	return out
}

func perhaps[T any](t *rapid.T, label string, value T) maybe.Value[T] {
	return rapid.SampledFrom([]maybe.Value[T]{maybe.Of(value), maybe.Absent[T](), maybe.Unknown[T]()}).Draw(t, label)
}

func someMoney(t *rapid.T) money.Known {
	return perhaps(t, "known", money.FromInt(rapid.Int64Range(-1000, 100000).Draw(t, "amount")))
}

func anyDesign(t *rapid.T) *design.Design {
	text := func() plan.Text { return perhaps(t, "given", words(t, "text")) }
	word := func() string { return words(t, "word") }
	d := &design.Design{
		Region: catalog.Region{Code: word(), Name: word()}, AsOf: word(), Open: rapid.Bool().Draw(t, "open"),
		VPC:       plan.VPC{ID: text(), CIDRBlocks: perhaps(t, "blocks", []plan.Text{text(), text()})},
		Endpoints: map[string]*design.Endpoint{}, Recommendations: map[string]*recommend.Recommendation{}, SecurityGroupRules: map[string]design.SecurityGroupRule{},
		LeftOnNAT: listOf(t, "left", 3, word), Network: anyNetwork(t),
	}
	var subnets, tables []string
	for _, s := range d.Network.Subnets {
		subnets = append(subnets, s.Key)
	}
	for _, t := range d.Network.Tables {
		tables = append(tables, t.Key)
	}
	oneOf := func(keys []string) func() string {
		return func() string { return rapid.SampledFrom(append(slices.Clone(keys), word())).Draw(t, "key") }
	}
	types := []catalog.EndpointType{catalog.Gateway, catalog.Interface, catalog.GatewayLoadBalancer, catalog.Resource, catalog.ServiceNetwork}
	for range rapid.IntRange(0, 30).Draw(t, "endpoints") {
		key := rapid.OneOf(rapid.SampledFrom([]string{s3Gateway, s3Interface}), rapid.Just(word())).Draw(t, "endpoint")
		d.Endpoints[key] = &design.Endpoint{
			Key: key, Service: word(), Type: rapid.SampledFrom(types).Draw(t, "type"), ServiceName: text(), ServiceRegion: text(), ServiceNetworkARN: text(),
			RouteTables: perhaps(t, "tables", listOf(t, "tables", 5, oneOf(tables))), Subnets: perhaps(t, "subnets", listOf(t, "subnets", 5, oneOf(subnets))),
			Zones: listOf(t, "zones", 3, word), Reasons: listOf(t, "reasons", 2, word),
			Ports:   listOf(t, "ports", 2, func() int { return rapid.IntRange(1, 3).Draw(t, "port") }),
			Callers: rapid.SampledFrom([][]string{nil, {"vpc"}, {"vpc", "on_premises"}, {"transit_gateway"}}).Draw(t, "callers"),
		}
		d.Recommendations[key] = &recommend.Recommendation{Reasons: listOf(t, "reasons", 2, word), Rejected: listOf(t, "rejected", 2, func() recommend.Rejection {
			return recommend.Rejection{Type: catalog.Gateway, Reason: word(), Rule: word()}
		})}
	}
	for range rapid.IntRange(0, 5).Draw(t, "rules") {
		who := rapid.OneOf(rapid.SampledFrom([]string{"on_premises", "peered_vpc/10.0.0.0/8"}), rapid.Just(word())).Draw(t, "who")
		d.SecurityGroupRules["ingress/1/"+who] = design.SecurityGroupRule{Type: "ingress", Port: 1, CIDRIPv4: text(), CIDRIPv6: text(), Description: word()}
	}
	d.PrivateHostedZones = listOf(t, "zones", 3, func() design.PrivateHostedZone {
		return design.PrivateHostedZone{Name: word(), Endpoint: word(), Wildcard: rapid.Bool().Draw(t, "wildcard")}
	})
	d.Steps = listOf(t, "steps", 3, func() design.Step { return design.Step{Side: word(), Text: word()} })
	d.Findings = listOf(t, "findings", 5, func() rules.Finding {
		return rules.Finding{
			Rule: word(), Severity: rules.Severity(rapid.IntRange(1, 3).Draw(t, "severity")),
			Target: word(), Summary: word(), Detail: word(), Fix: word(), Source: "https://" + word(),
		}
	})
	d.NotChecked = listOf(t, "not checked", 5, func() rules.NotChecked {
		return rules.NotChecked{Rule: word(), Target: word(), Reason: word(), Later: rapid.Bool().Draw(t, "later")}
	})
	if rapid.Bool().Draw(t, "billed") {
		d.Cost = &cost.Result{
			Currency: word(), Total: someMoney(t), Minimum: someMoney(t), Maximum: someMoney(t), WithoutEndpoints: someMoney(t), Saving: someMoney(t),
			NATGateway: someMoney(t), StatedAssumptions: listOf(t, "assumptions", 2, word), PricesAsOf: word(),
			Lines: listOf(t, "lines", 5, func() cost.LineItem {
				return cost.LineItem{Endpoint: word(), Item: price.Item(word()), Region: word(), Unit: word(), Quantity: someMoney(t), UnitPrice: someMoney(t), Monthly: someMoney(t), AsOf: word()}
			}),
			Cheapest: &cost.Cheapest{LeftOnNAT: listOf(t, "cheaper", 2, word)},
		}
	}
	return d
}

func anyNetwork(t *rapid.T) plan.Network {
	n := plan.Network{Main: rapid.IntRange(-1, 3).Draw(t, "main")}
	n.Tables = listOf(t, "tables", 10, func() plan.Table {
		out := plan.Table{Key: words(t, "table")}
		if rapid.Bool().Draw(t, "nat") {
			out.Routes = []plan.Route{throughNAT()}
		}
		return out
	})
	zones := listOf(t, "zones", 20, func() string { return words(t, "zone") })
	flag := func() plan.Flag { return perhaps(t, "flag", rapid.Bool().Draw(t, "yes")) }
	n.Subnets = listOf(t, "subnets", 40, func() plan.Subnet {
		s := plan.Subnet{
			Key: words(t, "subnet"), Listed: rapid.Bool().Draw(t, "listed"), CIDRBlock: perhaps(t, "cidr", words(t, "cidr")), Client: flag(),
			Table: rapid.IntRange(-1, len(n.Tables)-1).Draw(t, "table"), TableLater: rapid.Bool().Draw(t, "later"), ThroughMain: rapid.Bool().Draw(t, "main"),
		}
		if len(zones) > 0 {
			s.Zone.Key = rapid.SampledFrom(zones).Draw(t, "zone")
		}
		return s
	})
	return n
}
