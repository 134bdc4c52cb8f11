package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
)

// pricedModel is what every line of a bill has, whoever it is for.
type pricedModel struct {
	Item       string       `tfsdk:"item"`
	Region     string       `tfsdk:"region"`
	Quantity   types.Number `tfsdk:"quantity"`
	Unit       string       `tfsdk:"unit"`
	UnitPrice  types.Number `tfsdk:"unit_price"`
	Monthly    types.Number `tfsdk:"monthly"`
	PriceAsOf  *string      `tfsdk:"price_as_of"`
	Confidence *string      `tfsdk:"confidence"`
	Inferred   bool         `tfsdk:"inferred"`
}

func priced(l cost.LineItem) pricedModel {
	return pricedModel{
		Item: string(l.Item), Region: l.Region, Quantity: numberOrNull(l.Quantity), Unit: l.Unit,
		UnitPrice: numberOrNull(l.UnitPrice), Monthly: numberOrNull(l.Monthly),
		PriceAsOf: orNull(l.AsOf), Confidence: orNull(string(l.Confidence)), Inferred: l.Inferred,
	}
}

// pricedAttributes describe the model.
func pricedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"item":        computedText("Item of the price book, as in `price_overrides`."),
		"region":      computedText("Region whose price it is; for data between Regions the one that sends."),
		"quantity":    computedNumber("Number of units in a month; null where a number of zones is not known."),
		"unit":        computedText("What one unit is: `hour`, `GB` or `zone month`."),
		"unit_price":  computedNumber("Price of a unit, in `currency`; null if no source states it."),
		"monthly":     computedNumber("`quantity` × `unit_price`, exact; null if one of them is."),
		"price_as_of": computedText("When the price was read, as a day, month or year, or `undated`; null for a price of your own or one that is not known."),
		"confidence": computedText("`high`: read from price data of 2026 for that Region; `medium`: from labelled data of 2024 or 2025; " +
			"`low`: an unlabelled rate, a source other than AWS, or inferred; `stated`: your own. Null if the price is not known."),
		"inferred": computedFlag("Whether no source states the price and it only follows from a pattern in other Regions."),
	}
}
