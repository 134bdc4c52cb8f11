package guides

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// Prices renders how well the price book is evidenced, and what each item is.
func Prices(b *price.Book) string {
	confidence := tally{}
	var rows [][]string
	for _, item := range price.Items() {
		stated, inferred := 0, 0
		for _, region := range b.Regions() {
			p, ok := b.Price(region, item.Item, false)
			switch {
			case ok:
				stated++
				confidence[string(p.Confidence)]++
			case b.HasInferred(region, item.Item):
				inferred++
				confidence["inferred"]++
			}
		}
		rows = append(rows, []string{"`" + string(item.Item) + "`", item.Text, item.Unit, fmt.Sprint(stated), fmt.Sprint(inferred)})
	}
	summary := table([]string{"confidence", "meaning", "prices"}, [][]string{
		{"`high`", "read from price data of 2026 for that Region", confidence.of("high")},
		{"`medium`", "read from labelled price data of 2024 or 2025", confidence.of("medium")},
		{"`low`", "an unlabelled rate, or a source that is not AWS", confidence.of("low")},
		{"inferred", "follows from other Regions; no source states it", confidence.of("inferred")},
	})
	return fmt.Sprintf("State of the price book: %s, %d Regions.\n\n%s\n%s", b.AsOf(), len(b.Regions()), summary,
		table([]string{"item", "what is billed", "unit", "Regions", "inferred"}, rows))
}

// PriceSources renders what the prices were read from.
func PriceSources() string {
	var rows [][]string
	for _, s := range price.Sources() {
		rows = append(rows, []string{"`" + s.ID + "`", s.What, orDash(s.Date)})
	}
	return table([]string{"id", "what", "date"}, rows)
}
