package fleet

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

var update = flag.Bool("update", false, "write the figures of the guide anew")

// guide is the page whose figures are computed here.
const guide = "../../../templates/guides/cost.md"

// figures finds a block of figures: its name and its content.
var figures = regexp.MustCompile(`(?s)<!-- figures: ([a-z -]+) -->\n(.*?)<!-- end -->`)

// TestGuideShowsWhatThePriceBookSays computes every figure of the guide anew.
func TestGuideShowsWhatThePriceBookSays(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	g := guideOf(t)
	blocks := map[string]func() string{
		"rates": g.rates, "break-even": g.breakEven, "one endpoint": g.oneEndpoint, "nat gateway": g.natGateway, "tiers": g.tiers,
		"fleet": g.fleet, "switches": g.switches, "dates": g.dates, "sources": g.sources,
	}
	written := map[string]bool{}
	fresh := figures.ReplaceAllStringFunc(string(page), func(block string) string {
		name := figures.FindStringSubmatch(block)[1]
		compute, ok := blocks[name]
		if !ok {
			t.Errorf("the guide has figures %q, which nobody computes", name)
			return block
		}
		written[name] = true
		return fmt.Sprintf("<!-- figures: %s -->\n\n%s\n<!-- end -->", name, compute())
	})
	for name := range blocks {
		if !written[name] {
			t.Errorf("the guide has no figures %q", name)
		}
	}
	if *update {
		if err := os.WriteFile(guide, []byte(fresh), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(fresh, string(page)); diff != "" && !*update {
		t.Errorf("the guide is not what the price book says; run this test with -update (-want +got):\n%s", diff)
	}
}

// TestGuideFiguresByHand keeps the computation honest: a few figures worked out by hand.
func TestGuideFiguresByHand(t *testing.T) {
	t.Parallel()
	g := guideOf(t)
	for name, tc := range map[string]struct{ in, want string }{
		"Seoul, one zone: 730 × 0.013 ÷ (0.059 − 0.01)":         {g.breakEven(), "| Seoul (`ap-northeast-2`) | 193.7 |"},
		"Tokyo, two zones: 1460 × 0.014 ÷ (0.062 − 0.01)":       {g.breakEven(), "| 393.1 |"},
		"N. Virginia, three zones: 2190 × 0.01 ÷ 0.035":         {g.breakEven(), "| 625.7 |"},
		"Seoul, 1,000 GB: 2 × 9.49 + 10 against 59":             {g.oneEndpoint(), "$28.98 | $59.00 | $30.02 |"},
		"Tokyo, 1,000 GB: 2 × 10.22 + 10 against 62":            {g.oneEndpoint(), "$30.44 | $62.00 | $31.56 |"},
		"N. Virginia, a NAT gateway: 730 × (0.045 + 0.005)":     {g.natGateway(), "$36.50 |"},
		"1,500,000 GB: 10,485.76 + 451,424 × 0.006":             {g.tiers(), "$13,194.30"},
		"N. Virginia, twenty VPCs: 438,000 hours at 0.01":       {g.fleet(), "$4,380.00 | $219.00 | 208,050 |"},
		"Seoul, twenty VPCs: 438,000 and 21,900 hours at 0.013": {g.fleet(), "$5,694.00 | $284.70 | 270,465 |"},
	} {
		if !strings.Contains(tc.in, tc.want) {
			t.Errorf("%s: no %q in\n%s", name, tc.want, tc.in)
		}
	}
}

type guideFigures struct {
	t     *testing.T
	book  *price.Book
	hours money.Amount
}

func guideOf(t *testing.T) guideFigures {
	t.Helper()
	_, book := facts(t)
	return guideFigures{t, book, book.Allowance(price.HoursPerMonth)}
}

// places are the Regions of the guide.
func (g guideFigures) places(row func(code, name string) []string) []string {
	var out []string
	for _, place := range [][2]string{{"ap-northeast-2", "Seoul"}, {"ap-northeast-1", "Tokyo"}, {"us-east-1", "N. Virginia"}} {
		cells := append([]string{fmt.Sprintf("%s (`%s`)", place[1], place[0])}, row(place[0], place[1])...)
		out = append(out, "| "+strings.Join(cells, " | ")+" |")
	}
	return out
}

// table joins a head and rows to a Markdown table.
func table(head []string, rows []string) string {
	rule := strings.Repeat("|---", len(head)) + "|"
	return strings.Join(append([]string{"| " + strings.Join(head, " | ") + " |", rule}, rows...), "\n") + "\n"
}

func (g guideFigures) price(region string, item price.Item) price.Price {
	g.t.Helper()
	p, ok := g.book.Price(region, item, false)
	if !ok {
		g.t.Fatalf("the guide needs the price of %s in %s", item, region)
	}
	return p
}

func (g guideFigures) rate(region string, item price.Item) money.Amount {
	return g.price(region, item).First()
}

// grouped writes a quantity with commas and at most one digit behind the point.
func grouped(a money.Amount) string {
	return strings.TrimSuffix(strings.TrimSuffix(a.Round(1).Cents(""), "0"), ".0")
}

// ratesOfGuide are the items that the guide works with.
func ratesOfGuide() []price.Item {
	return []price.Item{
		price.InterfaceEndpointHour, price.InterfaceEndpointGB, price.NATGatewayHour, price.NATGatewayGB,
		price.PublicIPv4Hour, price.TGWAttachmentHour, price.TGWGB,
	}
}

func (g guideFigures) rates() string {
	head := []string{"US dollars"}
	for _, item := range ratesOfGuide() {
		head = append(head, "`"+string(item)+"`")
	}
	return table(head, g.places(func(code, _ string) []string {
		var cells []string
		for _, item := range ratesOfGuide() {
			cells = append(cells, g.rate(code, item).String())
		}
		return cells
	}))
}

func (g guideFigures) breakEven() string {
	return table([]string{"GB a month from which the endpoint pays", "1 zone", "2 zones", "3 zones"}, g.places(func(code, _ string) []string {
		var cells []string
		for zones := range int64(3) {
			fixed := g.rate(code, price.InterfaceEndpointHour).Mul(g.hours).Mul(money.FromInt(zones + 1))
			gb, ok := cost.BreakEven(fixed, g.price(code, price.InterfaceEndpointGB).Tiers, g.price(code, price.NATGatewayGB).Tiers).Get()
			if !ok {
				g.t.Fatalf("no break-even in %s", code)
			}
			cells = append(cells, grouped(gb))
		}
		return cells
	}))
}

func (g guideFigures) oneEndpoint() string {
	gb := money.FromInt(1000)
	return table([]string{"1,000 GB a month", "endpoint in 2 zones", "through NAT", "saved"}, g.places(func(code, _ string) []string {
		with := g.rate(code, price.InterfaceEndpointHour).Mul(g.hours).Mul(money.FromInt(2)).Add(g.price(code, price.InterfaceEndpointGB).Cost(gb))
		without := g.price(code, price.NATGatewayGB).Cost(gb)
		return []string{with.Cents("USD"), without.Cents("USD"), without.Sub(with).Cents("USD")}
	}))
}

func (g guideFigures) natGateway() string {
	return table([]string{"a month", "NAT gateway with its address", "endpoint in 1 zone", "so one NAT gateway costs as much as so many endpoints"}, g.places(func(code, _ string) []string {
		gateway := g.rate(code, price.NATGatewayHour).Add(g.rate(code, price.PublicIPv4Hour)).Mul(g.hours)
		endpoint := g.rate(code, price.InterfaceEndpointHour).Mul(g.hours)
		count, _ := gateway.Div(endpoint, 9)
		return []string{gateway.Cents("USD"), endpoint.Cents("USD"), grouped(count)}
	}))
}

func (g guideFigures) tiers() string {
	p := g.price("us-east-1", price.InterfaceEndpointGB)
	total := money.FromInt(1_500_000)
	var rows []string
	for _, charge := range p.Split(total) {
		rows = append(rows, fmt.Sprintf("| %s | %s | %s |", grouped(charge.Quantity), charge.Rate, charge.Amount().Cents("USD")))
	}
	rows = append(rows, fmt.Sprintf("| %s | | **%s** |", grouped(total), p.Cost(total).Cents("USD")))
	return table([]string{"GB", "a GB", "a month"}, rows)
}

// fleet compares the twenty VPCs of the guide with [Compare] itself.
func (g guideFigures) fleet() string {
	return table([]string{"20 VPCs, 10 services, 3 zones", "distributed, without GB", "hub, without GB", "GB a month to the hub from which it no longer pays"},
		g.places(func(code, _ string) []string {
			q := twentyVPCs()
			q.Region, q.PriceOverrides = code, nil
			r := mustCompare(g.t, q)
			gb, _ := r.BreakEvenGBPerMonth.Get()
			return []string{r.DistributedMonthly.Or(money.Amount{}).Cents("USD"), r.HubMonthly.Or(money.Amount{}).Cents("USD"), grouped(gb)}
		}))
}

func (g guideFigures) switches() string {
	var rows []string
	for _, a := range cost.Assumptions() {
		rows = append(rows, fmt.Sprintf("| `%s` | `%t` | %s | %s |", a.Name, a.Default, a.IfTrue, a.IfFalse))
	}
	return table([]string{"switch", "default", "`true`", "`false`"}, rows)
}

func (g guideFigures) dates() string {
	head := []string{"read, evidence"}
	for _, item := range ratesOfGuide() {
		head = append(head, "`"+string(item)+"`")
	}
	return table(head, g.places(func(code, _ string) []string {
		var cells []string
		for _, item := range ratesOfGuide() {
			p := g.price(code, item)
			cells = append(cells, fmt.Sprintf("%s, %s", p.AsOf, p.Confidence))
		}
		return cells
	}))
}

func (g guideFigures) sources() string {
	var ids []string
	g.places(func(code, _ string) []string {
		for _, item := range ratesOfGuide() {
			ids = append(ids, g.price(code, item).Sources...)
		}
		return nil
	})
	var rows []string
	for _, s := range price.Sources() {
		if slices.Contains(ids, s.ID) {
			rows = append(rows, fmt.Sprintf("| %s | %s |", s.What, s.Date))
		}
	}
	return table([]string{"source", "date"}, rows)
}
