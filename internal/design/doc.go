// Package design composes the parts into the whole answer: which endpoints, attached to
// which route tables and subnets, with which arguments, for how much, and what the rules say
// about the result.
//
//	d, errs := design.Make(design.Request{Catalog: facts, Book: prices, Region: region, Inputs: in})
//	d.Endpoints["s3/gateway"].RouteTables // keys of the caller's route tables
//
// Parts of the input may be unknown. The endpoints, their types, names and reasons follow from
// what decides them, which has to be known ([Undecided]); ids pass through as they are.
package design
