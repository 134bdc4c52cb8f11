package report

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// bill is the table of costs with what it rests on.
func bill(p *page, d *design.Design) {
	c := d.Cost
	if c == nil || len(c.Lines)+len(c.WithoutLines)+len(c.StatedAssumptions) == 0 {
		return
	}
	p.para("### Cost")
	if len(c.Lines) > 0 {
		p.foldedIf(len(c.Lines) > 3*shownNames, fmt.Sprintf("%s, total %s", counted(len(c.Lines), "line"), sum(c.Total, c.Currency)), func() {
			lineItems(p, d, c)
		})
		p.para("%s", dated(c))
	}
	comparison(p, c)
	if len(c.StatedAssumptions) > 0 {
		p.para("Taken for granted:")
		p.list(mapped(c.StatedAssumptions, sentence))
	}
}

func lineItems(p *page, d *design.Design, c *cost.Result) {
	var rows [][]string
	for _, line := range c.Lines {
		item := prose(string(line.Item))
		if line.Region != "" && line.Region != d.Region.Code {
			item += " in " + prose(line.Region)
		}
		rows = append(rows, []string{
			code(line.Endpoint), item, number(line.Quantity), prose(line.Unit), number(line.UnitPrice),
			sum(line.Monthly, c.Currency), source(line),
		})
	}
	rows = append(rows, []string{"**Total**", " ", " ", " ", " ", "**" + sum(c.Total, c.Currency) + "**", " "})
	p.table([]string{"Endpoint", "Item", "Quantity", "Unit", "Unit price", "A month", "Price of"},
		[]bool{2: true, 4: true, 5: true}, rows)
}

// source says where a price is from.
func source(line cost.LineItem) string {
	switch {
	case !line.UnitPrice.IsGiven():
		return ""
	case line.AsOf == "":
		return "the configuration"
	case line.Inferred:
		return prose(line.AsOf) + ", inferred from other Regions"
	}
	return prose(line.AsOf)
}

// dated says what the sums are in and how old the prices are.
func dated(c *cost.Result) string {
	out := "The currency is not known."
	if c.Currency != "" {
		out = "In " + prose(c.Currency) + "."
	}
	out += " Each line is rounded to cents, the total is the exact sum, rounded once."
	if c.PricesAsOf != "" {
		out += " Newest price of " + prose(c.PricesAsOf) + "."
	}
	if slices.ContainsFunc(c.Lines, func(l cost.LineItem) bool { return !l.Monthly.IsGiven() }) {
		out += " What is not known is never counted as zero."
	}
	return out
}

// comparison sets the bill beside that of NAT, if NAT is an alternative.
func comparison(p *page, c *cost.Result) {
	if c.WithoutEndpoints.IsAbsent() {
		return
	}
	rows := [][]string{
		{"With these endpoints", sum(c.Total, c.Currency)},
		{"The same traffic through NAT", sum(c.WithoutEndpoints, c.Currency)},
	}
	saving, known := c.Saving.Get()
	switch {
	case !known:
		rows = append(rows, []string{"Saved by the endpoints", notKnown})
	case saving.Sign() < 0:
		rows = append(rows, []string{"Dearer with the endpoints by", sum(maybe.Of(money.Amount{}.Sub(saving)), c.Currency)})
	default:
		rows = append(rows, []string{"Saved by the endpoints", sum(c.Saving, c.Currency)})
	}
	if !c.NATGateway.IsAbsent() {
		rows = append(rows, []string{"The NAT gateway itself, without data", sum(c.NATGateway, c.Currency)})
	}
	p.table([]string{"Compared", "A month"}, []bool{1: true}, rows)
	if best := c.Cheapest; best != nil {
		p.para("%s", cheapest(best, c.Currency))
	}
}

func cheapest(best *cost.Cheapest, currency string) string {
	out := fmt.Sprintf("The cheapest choice costs %s a month: %s", sum(maybe.Of(best.Monthly), currency), counted(len(best.Endpoints), "endpoint"))
	if len(best.LeftOnNAT) > 0 {
		out += ", and through NAT " + codes(best.LeftOnNAT, shownNames)
	}
	return out + "."
}
