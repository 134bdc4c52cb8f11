output "s3" {
  value = provider::vpce::endpoint_types("s3", "us-east-1")
  # ["Gateway", "Interface"]
}

# As a validation: nothing that costs money by the hour.
variable "free_services" {
  type    = set(string)
  default = ["s3", "dynamodb"]

  validation {
    condition     = alltrue([for s in var.free_services : contains(provider::vpce::endpoint_types(s, "us-east-1"), "Gateway")])
    error_message = "Only services with a gateway endpoint are allowed here."
  }
}
